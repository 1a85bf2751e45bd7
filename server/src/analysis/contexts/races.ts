/** Pairs of accesses to one shared state that may run at the same time with no lock in common. */
import type { Module } from '../program/module.ts';
import { type Access, accessesTo, statesUpdatedIn } from '../summaries/accesses.ts';
import type { SharedState } from '../summaries/shared-state.ts';
import { checkThenActsIn } from './check-then-act.ts';
import { type Conflict, conflictsBetween, plainestConflict } from './conflicts.ts';
import { isGuardDeclared } from './declared-guards.ts';
import { isThread } from './execution-context.ts';
import { type GuardedAccess, writesOf } from './guarded-access.ts';
import { isReportedUnguarded } from './lock-discipline.ts';
import { placementOf } from './placement.ts';
import { type RaceWindow, windowOf } from './race-window.ts';
import { isSeenByThreads } from './seen-by-threads.ts';

/** An unprotected compound operation, and what may happen in the middle of it. */
export interface Race extends Conflict, RaceWindow {
  readonly state: SharedState;
  /** Every write of the state, and those among them that no common lock orders. */
  readonly writes: readonly GuardedAccess[];
  readonly unprotected: readonly GuardedAccess[];
}

/**
 * The races on what the module's code updates, one for each function and state: its first unprotected update, against
 * the plainest other access in the program. Reads do not count as the other access: an update that is only read elsewhere loses nothing.
 */
export function racesIn(module: Module): Race[] {
  const found: Race[] = [];
  const placement = placementOf(module);
  if (placement.contexts.length === 0) return found;
  const isReported = isReportedUnguarded(module);
  const decided = new Set(checkThenActsIn(module).map(({ state, code }) => `${state.key} ${code.id}`));
  for (const state of statesUpdatedIn(module)) {
    if (isGuardDeclared(state)) continue;
    // The cheap questions: one of two that race is in a thread.
    if (!isSeenByThreads(state, placement)) continue;
    const isInThread = ({ code }: Access): boolean => placement.contextsOf(code).some(isThread);
    if (!accessesTo(state, 'changes').some(isInThread)) continue;
    const writes = writesOf(state, placement);
    const reported = new Set<number>();
    let unprotected: GuardedAccess[] | undefined;
    for (const update of writes) {
      if (update.kind !== 'update' || update.node.module !== module || reported.has(update.code.id)) continue;
      // The missing lock, or the decision around it, is the graver defect, and its cure cures this too.
      if (isReported(update.code, state) || decided.has(`${state.key} ${update.code.id}`)) continue;
      // What holds a lock is not to blame for what is reported to lack it.
      const isBlamed = (write: GuardedAccess): boolean => update.locks.length > 0 && isReported(write.code, state);
      const others = writes.filter((write) => write !== update && !isBlamed(write));
      const conflict = plainestConflict(update, [update, ...others], module);
      if (conflict === undefined) continue;
      reported.add(update.code.id);
      unprotected ??= writes.filter((write) => isUnprotected(write, writes, module));
      found.push({ state, ...windowOf(update), writes, unprotected, ...conflict });
    }
  }
  return found;
}

/** Whether a write takes part in any race. */
function isUnprotected(write: GuardedAccess, writes: readonly GuardedAccess[], module: Module): boolean {
  const isRace = (update: GuardedAccess, other: GuardedAccess): boolean =>
    update.kind === 'update' && !conflictsBetween(update, other, module).next().done;
  return writes.some((other) => isRace(write, other) || isRace(other, write));
}
