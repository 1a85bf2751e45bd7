/** Pairs of accesses to one state that may happen at the same time with no lock in common. */
import type { Module } from '../program/module.ts';
import type { ExecutionContext } from './execution-context.ts';
import type { GuardedAccess } from './guarded-access.ts';
import { orderingOf } from './ordering.ts';
import { ownershipOf } from './ownership.ts';
import { placementOf } from './placement.ts';

/** What may happen in the middle of an operation, and where both run. */
export interface Conflict {
  /** The operation that something else may come in the middle of. */
  readonly update: GuardedAccess;
  readonly updateContext: ExecutionContext;
  /** What may happen in the middle of it; the same access when several threads run it. */
  readonly other: GuardedAccess;
  readonly otherContext: ExecutionContext;
  /** Whether it rests on an assumption: that something calls a function, or that two threads outside have one object. */
  readonly isAssumed: boolean;
}

/** Every way in which `other` may happen in the middle of `update`; asks in the module of `update`. */
export function* conflictsBetween(update: GuardedAccess, other: GuardedAccess, module: Module): Generator<Conflict> {
  if (!haveCommonLock(update, other)) yield* meetingsOf(update, other, module);
}

export function haveCommonLock(a: GuardedAccess, b: GuardedAccess): boolean {
  return a.locks.some(({ key }) => b.locks.some((lock) => lock.key === key));
}

/** Every way in which two accesses to one object may happen at the same time, if no lock kept them apart. */
export function* meetingsOf(update: GuardedAccess, other: GuardedAccess, module: Module): Generator<Conflict> {
  const placement = placementOf(module);
  const { mayRunInParallel } = orderingOf(module.program!);
  const { mayBeOfSameObject } = ownershipOf(module);
  for (const updateContext of placement.contextsOf(update.code)) {
    for (const otherContext of placement.contextsOf(other.code)) {
      const a = { node: update.node, context: updateContext };
      const b = { node: other.node, context: otherContext };
      const same = mayRunInParallel(a, b) ? mayBeOfSameObject(update, updateContext, other, otherContext) : undefined;
      if (same === undefined) continue;
      const isAssumed = updateContext.isAssumed || otherContext.isAssumed || same === 'assumed';
      yield { update, updateContext, other, otherContext, isAssumed };
    }
  }
}

/** What is easiest to see: itself in another thread first, assumptions last. */
export function plainestConflict(
  update: GuardedAccess,
  others: Iterable<GuardedAccess>,
  module: Module,
): Conflict | undefined {
  let assumed: Conflict | undefined;
  for (const other of others) {
    for (const conflict of conflictsBetween(update, other, module)) {
      if (!conflict.isAssumed) return conflict;
      assumed ??= conflict;
    }
  }
  return assumed;
}
