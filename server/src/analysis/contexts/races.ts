/** Pairs of accesses to one global that may run at the same time with no lock in common. */
import { Form } from '../facts/forms.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { type Access, accessesToUpdatedGlobals } from '../summaries/accesses.ts';
import { guardsSharedState, type Lock, locksHeldAt, locksHeldOnEntry } from '../summaries/locks.ts';
import type { ExecutionContext } from './execution-context.ts';
import { mayRunInParallel } from './ordering.ts';
import { type Placement, placementOf } from './placement.ts';

/** An access with what protects it. */
export interface GuardedAccess extends Access {
  readonly locks: readonly Lock[];
}

export interface Race {
  readonly variable: string;
  /** The unprotected compound operation. */
  readonly update: GuardedAccess;
  readonly updateContext: ExecutionContext;
  /** What may happen in the middle of it; the same access when several threads run it. */
  readonly other: GuardedAccess;
  readonly otherContext: ExecutionContext;
  /**
   * Where another thread gets its turn in the middle of the update: at a `call` in it, on every build; otherwise only
   * between two `bytecodes`, as Python up to 3.9 and free-threaded builds let it (measured on CPython 3.9 to 3.13).
   */
  readonly window: 'call' | 'bytecodes';
  /** Every write of the variable, and those among them that no common lock orders. */
  readonly writes: readonly GuardedAccess[];
  readonly unprotected: readonly GuardedAccess[];
  /** Whether it rests on the assumption that something calls a function from the main flow. */
  readonly isAssumed: boolean;
}

/**
 * The races on the module's globals, one for each function and variable: its first unprotected update, against the
 * plainest other access. Reads do not count as the other access: an update that is only read elsewhere loses nothing.
 */
export function racesIn(module: Module): Race[] {
  const found: Race[] = [];
  const accessesByVariable = accessesToUpdatedGlobals(module);
  if (accessesByVariable.size === 0) return found;
  const placement = placementOf(module);
  if (placement.contexts.length === 0) return found;
  for (const accesses of accessesByVariable.values()) {
    const writes = accesses
      .filter(({ kind }) => kind !== 'read')
      .map((access) => guarded(access, placement))
      .filter((access) => access !== undefined);
    const conflicts = writes.flatMap((update) => conflictsOf(update, writes, placement));
    const unprotected = writes.filter((write) =>
      conflicts.some(({ update, other }) => update === write || other === write),
    );
    const reported: (Node | undefined)[] = [];
    for (const update of unprotected) {
      if (reported.some((code) => isSame(code, update.code))) continue;
      const own = conflicts.filter((conflict) => conflict.update === update);
      const plainest = own.find(({ isAssumed }) => !isAssumed) ?? own[0];
      if (plainest === undefined) continue;
      reported.push(update.code);
      const window = [...update.node.descendants(Form.Call)].length > 0 ? 'call' : 'bytecodes';
      found.push({ variable: update.variable, window, writes, unprotected, ...plainest });
    }
  }
  return found;
}

function isSame(a: Node | undefined, b: Node | undefined): boolean {
  return a === undefined ? b === undefined : a.is(b);
}

/** undefined where something unknown may be a lock: such an access is never called unprotected. */
function guarded(access: Access, placement: Placement): GuardedAccess | undefined {
  const here = locksHeldAt(access.place);
  const before = access.code === undefined ? undefined : locksHeldOnEntry(access.code, placement.isEntry);
  if (here.isUncertain || before?.isUncertain) return undefined;
  return { ...access, locks: [...here.locks, ...(before?.locks ?? [])].filter(guardsSharedState) };
}

type Conflict = Pick<Race, 'update' | 'updateContext' | 'other' | 'otherContext' | 'isAssumed'>;

/** What may happen in the middle of an update, itself in another thread first. */
function conflictsOf(update: GuardedAccess, writes: readonly GuardedAccess[], placement: Placement): Conflict[] {
  if (update.kind !== 'update') return [];
  const found: Conflict[] = [];
  const others = [update, ...writes.filter((write) => write !== update)];
  for (const updateContext of placement.contextsOf(update.code)) {
    for (const other of others) {
      if (update.locks.some(({ key }) => other.locks.some((lock) => lock.key === key))) continue;
      for (const otherContext of placement.contextsOf(other.code)) {
        const isParallel = mayRunInParallel(
          { node: update.node, context: updateContext },
          { node: other.node, context: otherContext },
        );
        const isAssumed = updateContext.isAssumed || otherContext.isAssumed;
        if (isParallel) found.push({ update, updateContext, other, otherContext, isAssumed });
      }
    }
  }
  return found;
}
