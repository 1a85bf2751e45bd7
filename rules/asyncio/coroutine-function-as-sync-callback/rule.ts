import { asyncSpecialMethodsIn, type RelatedPlace, type Rule, type SyncCallback, syncCallbacksIn } from '#analysis';
import explanation from './rule.md';
import { detailOf, detailOfMethod, insteadOf, insteadOfMethod, messageOf } from './wording.ts';

/**
 * Who calls an `async def` must await what it gets.
 *
 * Threads, pools, processes, signals, the event loop's own callbacks and functions such as `sorted` do not, and neither does
 * Python itself where it calls methods such as `__init__` and `__exit__`.
 */
export const coroutineFunctionAsSyncCallback: Rule = {
  id: 'coroutine-function-as-sync-callback',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  *check(module) {
    for (const callback of syncCallbacksIn(module)) {
      yield {
        range: callback.given.range,
        message: messageOf(callback),
        // Tests of what runs functions give it asynchronous ones on purpose.
        ...(module.isTest ? { severity: 'info' } : {}),
        detail: detailOf(callback),
        instead: insteadOf(callback, module),
        related: definitionOf(callback),
      };
    }
    for (const method of asyncSpecialMethodsIn(module)) {
      yield {
        range: method.ownScope!.nameRange,
        message: `'${method.name}' is called without 'await', so this 'async def' never runs.`,
        detail: detailOfMethod(method),
        instead: insteadOfMethod(method),
      };
    }
  },
};

function definitionOf({ definition }: SyncCallback): RelatedPlace[] {
  if (definition === undefined) return [];
  const { module, name } = definition;
  return [{ path: module.path, range: definition.ownScope!.nameRange, message: `'${name}' is an 'async def'.` }];
}
