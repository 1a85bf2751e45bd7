import { catchAlso, type Rule, type WrongExceptionClass, wrongExceptionClassesIn } from '#analysis';
import explanation from './rule.md';

/**
 * A handler has to name the class that arrives: three modules have a `TimeoutError`, and two a `CancelledError`.
 *
 * Timeouts count only where the project says that it runs on a Python in which their classes differ.
 */
export const wrongTimeoutOrCancelClass: Rule = {
  id: 'wrong-timeout-or-cancel-class',
  severity: 'warning',
  fix: 'unsafe',
  peers: ['ruff UP041'],
  explanation,
  *check(module) {
    for (const wrong of wrongExceptionClassesIn(module)) {
      const { type, right, source, until, isIdle } = wrong;
      yield {
        range: type.range,
        ...(isIdle ? { severity: 'hint' as const } : {}),
        message: `'${type.text}' does not catch the '${right}' raised here${until === undefined ? '' : `, before ${until}`}.`,
        detail: detailOf(wrong),
        instead: `Catch '${right}'${until ? `, which is the built-in 'TimeoutError' since Python ${until}` : ''}.`,
        related: [{ range: source.range, message: `'${right}' is raised here.` }],
        fixes: catchAlso(wrong),
      };
    }
  },
};

function detailOf({ right, until, isIdle }: WrongExceptionClass): string {
  if (until !== undefined)
    return `Before Python ${until} the timeout is '${right}', a class of its own, and passes this handler by.`;
  if (isIdle) return `It does no harm, since '${right}' passes other handlers of exceptions too.`;
  return `What arrives is '${right}': since Python 3.8 another class, and it passes this handler by.`;
}
