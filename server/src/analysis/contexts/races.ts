/** Pairs of accesses to one shared state that may run at the same time with no lock in common. */
import type { Module } from '../program/module.ts';
import { statesUpdatedIn } from '../summaries/accesses.ts';
import type { SharedState } from '../summaries/shared-state.ts';
import type { ExecutionContext } from './execution-context.ts';
import { type GuardedAccess, writesOf } from './guarded-access.ts';
import { orderingOf } from './ordering.ts';
import { ownershipOf } from './ownership.ts';
import { type Placement, placementOf } from './placement.ts';
import { type RaceWindow, windowOf } from './race-window.ts';

export interface Race extends RaceWindow {
  readonly state: SharedState;
  /** The unprotected compound operation. */
  readonly update: GuardedAccess;
  readonly updateContext: ExecutionContext;
  /** What may happen in the middle of it; the same access when several threads run it. */
  readonly other: GuardedAccess;
  readonly otherContext: ExecutionContext;
  /** Every write of the state, and those among them that no common lock orders. */
  readonly writes: readonly GuardedAccess[];
  readonly unprotected: readonly GuardedAccess[];
  /** Whether it rests on the assumption that something calls a function from the main flow. */
  readonly isAssumed: boolean;
}

/**
 * The races on what the module's code updates, one for each function and state: its first unprotected update, against
 * the plainest other access in the program. Reads do not count as the other access: an update that is only read elsewhere loses nothing.
 */
export function racesIn(module: Module): Race[] {
  const found: Race[] = [];
  const placement = placementOf(module);
  if (placement.contexts.length === 0) return found;
  const conflicts = createConflicts(module, placement);
  for (const state of statesUpdatedIn(module)) {
    const writes = writesOf(state, placement);
    const reported = new Set<number>();
    let unprotected: GuardedAccess[] | undefined;
    for (const update of writes) {
      if (update.node.module !== module || reported.has(update.code.id)) continue;
      const conflict = conflicts.plainest(update, writes);
      if (conflict === undefined) continue;
      reported.add(update.code.id);
      unprotected ??= writes.filter((write) => conflicts.isUnprotected(write, writes));
      found.push({ state, ...windowOf(update), writes, unprotected, ...conflict });
    }
  }
  return found;
}

type Conflict = Pick<Race, 'update' | 'updateContext' | 'other' | 'otherContext' | 'isAssumed'>;

interface Conflicts {
  /** What may happen in the middle of an update: itself in another thread first, assumptions last. */
  plainest(update: GuardedAccess, writes: readonly GuardedAccess[]): Conflict | undefined;
  /** Whether a write takes part in any conflict. */
  isUnprotected(write: GuardedAccess, writes: readonly GuardedAccess[]): boolean;
}

function createConflicts(module: Module, placement: Placement): Conflicts {
  const { mayRunInParallel } = orderingOf(module.program!);
  const { mayBeOfSameObject } = ownershipOf(module);

  function* between(update: GuardedAccess, other: GuardedAccess): Generator<Conflict> {
    if (update.kind !== 'update') return;
    if (update.locks.some(({ key }) => other.locks.some((lock) => lock.key === key))) return;
    for (const updateContext of placement.contextsOf(update.code)) {
      for (const otherContext of placement.contextsOf(other.code)) {
        const a = { node: update.node, context: updateContext };
        const b = { node: other.node, context: otherContext };
        if (!mayRunInParallel(a, b) || !mayBeOfSameObject(update, updateContext, other, otherContext)) continue;
        const isAssumed = updateContext.isAssumed || otherContext.isAssumed;
        yield { update, updateContext, other, otherContext, isAssumed };
      }
    }
  }

  const isConflict = (update: GuardedAccess, other: GuardedAccess): boolean => !between(update, other).next().done;

  return {
    plainest(update, writes) {
      let assumed: Conflict | undefined;
      for (const other of [update, ...writes.filter((write) => write !== update)]) {
        for (const conflict of between(update, other)) {
          if (!conflict.isAssumed) return conflict;
          assumed ??= conflict;
        }
      }
      return assumed;
    },
    isUnprotected: (write, writes) => writes.some((other) => isConflict(write, other) || isConflict(other, write)),
  };
}
