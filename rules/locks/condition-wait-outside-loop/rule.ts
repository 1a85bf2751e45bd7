import { type Rule, type UncheckedWait, uncheckedWaitsIn, waiterOf } from '#analysis';
import explanation from './rule.md';

/**
 * Who was woken by a condition must look again before acting.
 *
 * A wait by itself that gives up after a time is a sleep that can be cut short, and a helper that only waits leaves the
 * look to its caller: neither raises an alarm.
 */
export const conditionWaitOutsideLoop: Rule = {
  id: 'condition-wait-outside-loop',
  severity: 'warning',
  fix: 'none',
  peers: ['sonar S2274 (Java)'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const wait of uncheckedWaitsIn(module)) {
      const { call, condition, of, decider, next, isTimed } = wait;
      const { text } = condition;
      yield {
        range: call.range,
        message: messageOf(wait),
        ...(isTimed ? { severity: 'info' as const } : {}),
        detail: isTimed
          ? `It goes on when the time is up as well, whether what it waits for is there or not.`
          : `Until it has the lock again, another ${waiterOf(of)} may take or undo what it was woken for.`,
        instead: `Look again in a loop: 'while not ready: ${text}.wait()', or call '${text}.wait_for(ready)'.`,
        related: [
          ...(decider === undefined ? [] : [{ range: header(decider), message: 'This is looked at once only.' }]),
          { range: next.range, message: 'This relies on it.' },
        ],
      };
    }
  },
};

function messageOf({ condition, decider }: UncheckedWait): string {
  return decider === undefined
    ? `Nothing looks whether '${condition.text}' was right to wake this wait.`
    : `What this 'if' asks is not asked again after '${condition.text}' wakes the wait.`;
}

/** The test of an `if`, or what stands in its first line. */
function header(decider: UncheckedWait['call']): { readonly start: number; readonly end: number } {
  const [test] = decider.children;
  return test?.range ?? decider.range;
}
