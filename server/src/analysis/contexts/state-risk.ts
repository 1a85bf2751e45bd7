/** How risky it is that a state is shared, and why: by the same evidence as the rules. */
import type { SharedState } from '../summaries/shared-state.ts';
import type { AuditedAccess } from './audited-access.ts';
import { type Conflict, haveCommonLock, meetingsOf } from './conflicts.ts';
import { both, nameOfContext, writesAndReads } from './context-words.ts';
import { ASSUMED_MAIN_FLOW, type ExecutionContext, isThread, MAIN_FLOW } from './execution-context.ts';
import type { GuardedAccess } from './guarded-access.ts';
import { isAtomicByDesign } from './lock-discipline.ts';
import { defectsOf } from './state-defects.ts';
import type { StateGuard } from './state-guard.ts';

/**
 * - `high`: something gets lost or fails, and threads are seen that do it; or a declared guard is missing
 * - `medium`: several contexts change it in single steps without a common lock; or evidence of threads or harm is weak
 * - `low`: a lock guards it, one context alone changes it, or nothing can happen at the same time
 * - `none`: one flow alone reaches it
 */
export type Risk = 'high' | 'medium' | 'low' | 'none';

export const RISKS: readonly Risk[] = ['high', 'medium', 'low', 'none'];

export interface AssessedRisk {
  readonly risk: Risk;
  /** One phrase, without a full stop. */
  readonly reason: string;
}

/** undefined for what no two contexts share and no lock guards: an attribute of objects that nobody else has. */
export function riskOf(
  state: SharedState,
  accesses: readonly AuditedAccess[],
  guard: StateGuard | undefined,
): AssessedRisk | undefined {
  const modules = new Set(accesses.map(({ access }) => access.node.module));
  const isParallel = accesses.some(({ contexts }) => contexts.some(isThread));
  const [defect] = defectsOf(state.key, modules);
  if (defect?.isGrave) {
    // The missing lock alone shows no threads.
    const isSeen = defect.isSeen || accesses.some(({ contexts }) => contexts.some(isSeenThread));
    return { risk: isSeen ? 'high' : 'medium', reason: defect.reason };
  }
  const meeting = isParallel ? worstMeeting(accesses) : NOTHING;
  if (defect !== undefined && (defect.isSeen || meeting.conflict !== undefined)) {
    return { risk: 'medium', reason: defect.reason };
  }
  const { conflict } = meeting;
  if (conflict !== undefined) return ofConflict(conflict, guard);
  if (guard !== undefined) return { risk: 'low', reason: guardedBy(guard) };
  if (meeting.isUncertain) return { risk: 'low', reason: 'something unknown around it may be a lock' };
  if (meeting.isLocked) return { risk: 'low', reason: 'a common lock keeps apart what may meet' };
  if (state.kind === 'attribute') return undefined;
  if (isParallel && flowsOf(accesses).length > 1) {
    return {
      risk: 'low',
      reason: state.kind === 'cell' ? 'each call has its own' : 'starts and joins keep the accesses apart',
    };
  }
  return { risk: 'none', reason: onlyReason(accesses) };
}

function isSeenThread(context: ExecutionContext): boolean {
  return isThread(context) && !context.isAssumed;
}

function ofConflict(conflict: Conflict, guard: StateGuard | undefined): AssessedRisk {
  const { update, other, isAssumed } = conflict;
  if (other.kind === 'read') {
    if (guard !== undefined) return { risk: 'low', reason: guardedBy(guard, '; the others read it') };
    return { risk: 'low', reason: writesAndReads(conflict) };
  }
  const isAtomic = isAtomicByDesign(update) && isAtomicByDesign(other);
  if (isAtomic) return { risk: 'low', reason: `${both(conflict)} use it in steps that need no lock` };
  if (isAssumed) return { risk: 'low', reason: `${both(conflict)} write it` };
  return { risk: 'medium', reason: `${both(conflict)} write it in single steps, no common lock` };
}

interface Meeting {
  /** The worst of those without a common lock. */
  readonly conflict?: Conflict;
  /** Whether a lock keeps any two apart that may otherwise meet; or something that may be one. */
  readonly isLocked: boolean;
  readonly isUncertain: boolean;
}

const NOTHING: Meeting = { isLocked: false, isUncertain: false };

/** What may come in the middle of a write: another write rather than a read, and what is seen rather than assumed. */
function worstMeeting(accesses: readonly AuditedAccess[]): Meeting {
  const one = representatives(accesses);
  let budget = MOST_MEETINGS;
  let worst: { readonly conflict: Conflict; readonly weight: number } | undefined;
  let isLocked = false;
  let isUncertain = false;
  for (const write of one.filter(({ access }) => access.kind !== 'read')) {
    const update = guardedAs(write);
    for (const other of one) {
      const second = other === write ? update : guardedAs(other);
      budget -= write.contexts.length * other.contexts.length;
      if (budget < 0) continue;
      for (const conflict of meetingsOf(update, second, update.node.module)) {
        if (write.isUncertain || other.isUncertain) isUncertain = true;
        else if (haveCommonLock(update, second)) isLocked = true;
        else {
          const weight = weightOf(conflict);
          if (weight > (worst?.weight ?? -1)) worst = { conflict, weight };
        }
        if (worst?.weight === HEAVIEST) return { conflict: worst.conflict, isLocked, isUncertain };
      }
    }
  }
  return { ...(worst === undefined ? {} : { conflict: worst.conflict }), isLocked, isUncertain };
}

const HEAVIEST = 3;

function weightOf({ other, isAssumed }: Conflict): number {
  return (other.kind === 'read' ? 0 : 2) + (isAssumed ? 0 : 1);
}

function guardedAs({ access, locks }: AuditedAccess): GuardedAccess {
  return { ...access, locks };
}

/** Where there are many, one of those that a function makes in the same way stands for the others. */
function representatives(accesses: readonly AuditedAccess[]): readonly AuditedAccess[] {
  if (accesses.length < MANY) return accesses;
  const found = new Map<string, AuditedAccess>();
  for (const audited of accesses) {
    const { code, kind, receiver } = audited.access;
    const key = [code.id, kind === 'read', receiver?.text, ...audited.locks.map((lock) => lock.key)].join(' ');
    if (!found.has(key)) found.set(key, audited);
  }
  return [...found.values()];
}

const MANY = 30;
/** Pairs of contexts that are looked at for one state: generated code may have thousands of threads. */
const MOST_MEETINGS = 100_000;

function guardedBy({ name, isDeclared, held, total }: StateGuard, exception = ''): string {
  const lock = `guarded by '${name}'${isDeclared ? ' as declared' : ''}`;
  return exception === ''
    ? `${lock}, ${held} of ${counted(total, 'access', 'accesses')}`
    : `${lock}, ${held} of ${total}${exception}`;
}

function onlyReason(accesses: readonly AuditedAccess[]): string {
  const flows = flowsOf(accesses);
  return flows.length === 0 ? 'no code that is reached uses it' : `only ${listed(flows)}`;
}

function flowsOf(accesses: readonly AuditedAccess[]): string[] {
  const names = new Set(accesses.flatMap(({ contexts }) => contexts.map(nameOfContext)));
  // Who is seen to call it stands for those who are not.
  if (names.has(nameOfContext(MAIN_FLOW))) names.delete(nameOfContext(ASSUMED_MAIN_FLOW));
  return [...names];
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
