import {
  CONDITIONS,
  type ConditionCall,
  conditionCallsIn,
  exceptionsCaughtAt,
  isSurelyUnheld,
  isTrueAtOnce,
  placementOf,
  type Rule,
  waiterOf,
} from '#analysis';
import explanation from './rule.md';

/**
 * Waiting on a condition and notifying those who wait is for whoever holds its lock.
 *
 * It is an error only where no path can hold it: not the function itself, and none of its callers, through any number of
 * calls. A helper whose callers are not all in sight counts only if its name and class make it one for everybody.
 */
export const conditionUsedWithoutLock: Rule = {
  id: 'condition-used-without-lock',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  *check(module) {
    for (const use of conditionCallsIn(module, ['wait', 'wait_for', 'notify', 'notify_all', 'notifyAll'])) {
      const { call, condition, of } = use;
      if (exceptionsCaughtAt(call).has(CONDITIONS[of]!) || isTrueAtOnce(use)) continue;
      if (!isSurelyUnheld(call, condition, (fn) => placementOf(module).isEntry(fn))) continue;
      const { text } = condition;
      const keyword = waiterOf(of) === 'task' ? 'async with' : 'with';
      yield {
        range: call.range,
        message: `'${text}.${use.method}()' is called, but nothing here holds '${text}'.`,
        // What is true at once is not waited for.
        ...(use.method === 'wait_for' ? { severity: 'warning' as const } : {}),
        detail: detailOf(use),
        instead: `Call it inside '${keyword} ${text}:', together with the change or the test that it is about.`,
      };
    }
  },
};

function detailOf({ method, of, made, condition }: ConditionCall): string {
  const error = CONDITIONS[of]!;
  const act = method.startsWith('wait') ? 'wait on' : 'notify';
  // A plain lock cannot tell who holds it: the check passes while anybody does.
  const isOwned = of === 'threading.Condition' && made.argument(0, 'lock') === undefined;
  if (isOwned || of !== 'threading.Condition')
    return `It raises ${error}: only who holds '${condition.text}' may ${act} it.`;
  return `It raises ${error}, or works on the lock of another thread that happens to hold '${condition.text}'.`;
}
