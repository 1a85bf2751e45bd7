import { type BusyWait, busyWaitsIn, nameOfState, type Rule } from '#analysis';
import explanation from './rule.md';

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

const LONGEST = 28;

function subject({ test, question, change }: BusyWait): string {
  if (test.text.length <= LONGEST && !test.text.includes('\n')) return test.text;
  return question?.call.text ?? (change === undefined ? test.text.slice(0, LONGEST) : nameOfState(change));
}

function detailOf({ sleep, isAsync }: BusyWait): string {
  const [delay] = sleep.args;
  const others = isAsync ? 'the event loop' : 'the processor';
  if (delay?.text === '0') return `It keeps ${others} busy until then, with nothing to do in between.`;
  const late = delay === undefined ? 'one pause' : `'${delay.text}' seconds`;
  return `It notices up to ${late} late, and until then it wakes ${others} in each turn for nothing.`;
}

function insteadOf({ question, event, isAsync }: BusyWait): string {
  if (question?.instead !== undefined) return `Wait for it: '${question.instead}'.`;
  const wait = isAsync ? "'await event.wait()'" : "'event.wait(timeout)'";
  return `Use '${event}': ${wait} here, 'event.set()' where it changes.`;
}
