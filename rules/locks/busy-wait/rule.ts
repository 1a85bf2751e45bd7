import { busyWaitsIn, nameOfState, type Rule } from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf, subject } from './wording.ts';

/**
 * Who waits for something that happens in the same program should be woken by it.
 *
 * Only loops that do nothing but sleep count, and only where all that they ask is memory of this program that other code
 * changes, or an object that one can wait for.
 */
export const busyWait: Rule = {
  id: 'busy-wait',
  severity: 'info',
  fix: 'none',
  peers: ['ruff ASYNC110', 'flake8-async ASYNC110', 'sonar S7484'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const wait of busyWaitsIn(module)) {
      const { test, sleep, change } = wait;
      yield {
        range: test.range,
        message: `This loop sleeps and asks '${subject(wait)}' again, and nothing wakes it.`,
        detail: detailOf(wait),
        instead: insteadOf(wait),
        related: [
          { range: sleep.range, message: 'It sleeps here in each turn.' },
          ...(change === undefined
            ? []
            : [
                {
                  path: change.node.module.path,
                  range: change.node.range,
                  message: `'${nameOfState(change)}' is changed here.`,
                },
              ]),
        ],
      };
    }
  },
};
