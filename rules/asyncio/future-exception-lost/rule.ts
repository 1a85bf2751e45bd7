import { lostExceptionsIn, Role, type Rule } from '#analysis';
import explanation from './rule.md';
import { nameOf, WORDS } from './wording.ts';

/**
 * What a job raises stays in its future, and somebody has to ask.
 *
 * A function that is not in sight may take care of its errors itself, so it is an info, as is one that catches some; so
 * are results that are gathered together with the exceptions.
 */
export const futureExceptionLost: Rule = {
  id: 'future-exception-lost',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of lostExceptionsIn(module)) {
      const { call, what, fn, isSure } = found;
      const { message, detail, instead } = WORDS[what];
      yield {
        range: call.range,
        ...(!isSure || what === 'results' ? { severity: 'info' as const } : {}),
        message: message(nameOf(found)),
        detail: detail(call.child(Role.Callee)!.name),
        instead,
        related:
          fn === undefined
            ? []
            : [{ path: fn.module.path, range: fn.ownScope?.nameRange ?? fn.range, message: 'This is what is run.' }],
      };
    }
  },
};
