import { functionIn, type HeldSuspension, hasLoopToItself, heldSuspensionsIn, type Rule, runningCode } from '#analysis';
import explanation from './rule.md';

/**
 * A coroutine must not suspend while it holds a thread lock.
 *
 * Only locks that are held on every path to the suspension count (`mustHold`), so that a lock which one branch has
 * released raises no false alarm. `asyncio.Lock` is fine: it suspends its waiters, not the event loop.
 */
export const lockHeldAcrossAwait: Rule = {
  id: 'lock-held-across-await',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const held of heldSuspensionsIn(module)) {
      const { lock, suspension, keyword, others } = held;
      const more = others === 0 ? '' : `, and held at ${others} more ${others === 1 ? 'place' : 'places'} that suspend`;
      yield {
        range: suspension.range,
        message: messageOf(held),
        ...(isAlone(held) ? { severity: 'hint' as const } : {}),
        detail: detailOf(held),
        instead: `Use 'asyncio.Lock' with 'async with', or release '${lock.name}' before the '${keyword}'.`,
        related: [
          {
            path: lock.acquired.module.path,
            range: lock.acquired.range,
            message: `'${lock.name}' is acquired here${more}.`,
          },
        ],
      };
    }
  },
};

/** A coroutine that has its loop to itself meets no other task. */
function isAlone({ suspension }: HeldSuspension): boolean {
  const fn = functionIn(runningCode(suspension));
  return fn !== undefined && hasLoopToItself(fn);
}

function messageOf({ lock, keyword }: HeldSuspension): string {
  return lock.model.isReentrant
    ? `The RLock '${lock.name}' keeps no task out while this '${keyword}' suspends.`
    : `The thread lock '${lock.name}' stays held while this '${keyword}' suspends.`;
}

function detailOf({ lock }: HeldSuspension): string {
  return lock.model.isReentrant
    ? `All tasks of the loop run on one thread, and that thread has '${lock.name}', so the next task walks right in.`
    : `A task that wants '${lock.name}' meanwhile stops the thread of the loop, and with it the task that would release it.`;
}
