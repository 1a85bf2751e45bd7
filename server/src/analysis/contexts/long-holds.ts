/** Locks that are held while their holder waits for something else, and who waits for the lock meanwhile. */
import { moduleOf } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import { type HeldWait, heldWaitsIn } from '../summaries/held-waits.ts';
import { type LockTaker, takersOf } from '../summaries/lock-takers.ts';
import { ASSUMED_MAIN_FLOW, type ExecutionContext, isThread } from './execution-context.ts';
import { placementOf } from './placement.ts';
import { type Needed, needOf } from './waited-for.ts';

export interface LongHold extends HeldWait {
  readonly context: ExecutionContext;
  /** Who cannot end without the lock, if that is who is waited for. */
  readonly needed?: Needed;
  /** Another place that takes the lock, if there is one that is quick. */
  readonly other?: LockTaker;
}

/** By the place that takes the lock: all waits that never end, else the first one. In source order. */
export function longHoldsIn(module: Module): readonly LongHold[] {
  const byPlace = new Map<number, LongHold[]>();
  for (const wait of heldWaitsIn(module)) {
    const { id } = wait.lock.acquired;
    const found = byPlace.get(id) ?? [];
    byPlace.set(id, found);
    const needed = needOf(wait);
    if (needed === undefined && found.length > 0) continue;
    const hold = holdOf(wait, needed);
    if (hold === undefined) continue;
    if (needed !== undefined && found[0]?.needed === undefined) found.length = 0;
    found.push(hold);
  }
  return [...byPlace.values()].flat();
}

function holdOf(wait: HeldWait, needed: Needed | undefined): LongHold | undefined {
  const { lock, code } = wait;
  const own: LockTaker = { node: lock.acquired, code };
  const others = takersOf(lock, code.module.program!).filter(({ node }) => !node.is(lock.acquired));
  if (needed === undefined) {
    // Code that is the only one under its lock is what the lock is for.
    if (others.length === 0) return undefined;
    if (lock.model.excludes === 'threads' && ![own, ...others].some(isAmongThreads)) return undefined;
  }
  const other = others.find((taker) => !waits(taker));
  const context = placementOf(code.module).contextsOf(code)[0] ?? ASSUMED_MAIN_FLOW;
  return { ...wait, context, ...(needed === undefined ? {} : { needed }), ...(other === undefined ? {} : { other }) };
}

/** Whether the code runs beside threads; whose caller is not known reckons with them, or it would take no lock. */
function isAmongThreads({ code }: LockTaker): boolean {
  return placementOf(moduleOf(code))
    .contextsOf(code)
    .some((context) => context.isAssumed || context.kind === 'event-loop' || isThread(context));
}

function waits({ node, code }: LockTaker): boolean {
  return heldWaitsIn(moduleOf(code)).some(({ lock }) => lock.acquired.is(node));
}
