/** Uses of one object by several threads at once, with no lock in common. */
import { Form } from '../facts/forms.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { statementsBefore } from '../program/control-flow.ts';
import { valuesOf } from '../summaries/accesses.ts';
import type { HeldUse } from '../summaries/held-objects.ts';
import { type ExecutionContext, isThread } from './execution-context.ts';
import { type GuardedAccess, guarded, isUnderConstruction } from './guarded-access.ts';
import { orderingOf } from './ordering.ts';
import { ownershipOf } from './ownership.ts';
import type { Placement } from './placement.ts';
import { mayReach } from './thread-guards.ts';

export interface ParallelUse<U extends HeldUse> {
  /** The use in a thread. */
  readonly use: U;
  readonly context: ExecutionContext;
  /** What may happen at the same time; the same use when several threads run it. */
  readonly other: U;
  readonly otherContext: ExecutionContext;
  /** Whether it rests on the assumption that something calls a function from the main flow. */
  readonly isAssumed: boolean;
}

/** The contexts that a use is in: where an object is handed over with a function, those that this very call starts. */
export function contextsOfUse({ code, node, handedBy }: HeldUse, placement: Placement): readonly ExecutionContext[] {
  const contexts = placement.contextsOf(code).filter((context) => mayReach(node, context));
  return handedBy === undefined ? contexts : contexts.filter(({ origin }) => origin?.is(handedBy));
}

/** The first of them that rests on no assumption, else the first; all uses are of one state. */
export function plainestParallelUse<U extends HeldUse>(
  uses: readonly U[],
  placement: Placement,
  isWanted: (found: ParallelUse<U>) => boolean = () => true,
): ParallelUse<U> | undefined {
  if (!uses.some((use) => contextsOfUse(use, placement).some(isThread))) return undefined;
  let assumed: ParallelUse<U> | undefined;
  for (const found of parallelUses(uses.slice(0, MOST_USES), placement)) {
    if (!isWanted(found)) continue;
    if (!found.isAssumed) return found;
    assumed ??= found;
  }
  return assumed;
}

/** An object that is used in more places has been used in every way by then. */
const MOST_USES = 40;

function* parallelUses<U extends HeldUse>(uses: readonly U[], placement: Placement): Generator<ParallelUse<U>> {
  const together = uses
    .filter((use) => !isUnderConstruction(use) && !isMadeJustBefore(use))
    .map((use) => guarded(use, placement) as (U & GuardedAccess) | undefined)
    .filter((use) => use !== undefined);
  for (const use of together) {
    for (const other of [use, ...together.filter((each) => each !== use)]) yield* parallel(use, other, placement);
  }
}

function* parallel<U extends HeldUse>(
  use: U & GuardedAccess,
  other: U & GuardedAccess,
  placement: Placement,
): Generator<ParallelUse<U>> {
  if (use.locks.some(({ key }) => other.locks.some((lock) => lock.key === key))) return;
  const { mayRunInParallel } = orderingOf(use.node.module.program!);
  const { mayBeOfSameObject } = ownershipOf(use.node.module);
  for (const context of contextsOfUse(use, placement)) {
    // Of two places that are in each other's way, the one in a thread is reported.
    if (!isThread(context)) continue;
    for (const otherContext of contextsOfUse(other, placement)) {
      if (!mayRunInParallel({ node: use.node, context }, { node: other.node, context: otherContext })) continue;
      if (!mayBeOfSameObject(use, context, other, otherContext)) continue;
      yield { use, context, other, otherContext, isAssumed: context.isAssumed || otherContext.isAssumed };
    }
  }
}

/** Whether the same code has made the object on the way to this use: what it has is its own, as long as nobody replaces it. */
function isMadeJustBefore({ state, node, code }: HeldUse): boolean {
  if (state.kind === 'cell' || state.key.startsWith('module:')) return false;
  const own = valuesOf(state).filter(
    (site) => site.module === node.module && site.start < node.start && runningCode(site).id === code.id,
  );
  if (own.length === 0) return false;
  for (const before of statementsBefore(node, functionIn(code))) {
    if (before.form === Form.Assign && own.some((site) => before.contains(site))) return true;
  }
  return false;
}
