import { functionIn, hasLoopToItself, heldRequestsIn, type Rule, runningCode } from '#analysis';
import explanation from './rule.md';

/**
 * Tasks that need one lock make their requests one after the other.
 *
 * Only clients count that serve any number of tasks at a time: the lock of one connection has to be held. What one task
 * renews for all of them, such as a token, is what a lock is for.
 */
export const awaitNetworkUnderAsyncLock: Rule = {
  id: 'await-network-under-async-lock',
  severity: 'hint',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const { call, lock } of heldRequestsIn(module)) {
      const fn = functionIn(runningCode(call));
      if (fn === undefined || hasLoopToItself(fn)) continue;
      const name = call.text.slice(0, call.text.indexOf('('));
      yield {
        range: call.range,
        message: `'${name}' is awaited while '${lock.name}' is held.`,
        detail: `Every task that needs '${lock.name}' waits until the server has answered, one after the other.`,
        instead: `Make the request before or after; a 'Semaphore' limits how many run at a time.`,
        related: [
          {
            path: lock.acquired.module.path,
            range: lock.acquired.range,
            message: `'${lock.name}' is acquired here.`,
          },
        ],
      };
    }
  },
};
