import { type Node, needlessAsyncIn, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * A function that never waits need not be asynchronous.
 *
 * Off by default: being asynchronous may be part of an interface that the program does not show.
 */
export const asyncWithoutAwait: Rule = {
  id: 'async-without-await',
  severity: 'off',
  fix: 'none',
  peers: ['ruff RUF029', 'flake8-async ASYNC910', 'sonar S7503'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const fn of needlessAsyncIn(module)) {
      yield {
        range: fn.ownScope!.nameRange,
        message: `'${fn.name}' is an 'async def' that never waits.`,
        detail: detailOf(fn),
        instead: `Make it a 'def', and call it without 'await'.`,
      };
    }
  },
};

function detailOf({ name }: Node): string {
  return `An 'await ${name}(…)' runs it to its end like any call, and gives no other task a turn.`;
}
