import { type CalledCallback, calledCallbacksIn, type Fix, passedOn, type Rule } from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf, messageOf } from './wording.ts';

/**
 * What is to run elsewhere is given as a function, not called on the spot.
 *
 * Only results that surely cannot be called count: a call that may give a function back is meant.
 */
export const calledInsteadOfPassed: Rule = {
  id: 'called-instead-of-passed',
  severity: 'error',
  fix: 'unsafe',
  peers: [],
  explanation,
  *check(module) {
    for (const called of calledCallbacksIn(module)) {
      const { given, definition } = called;
      yield {
        range: given.range,
        message: messageOf(called),
        detail: detailOf(called),
        instead: insteadOf(called, titleOf(called)),
        related:
          definition === undefined
            ? []
            : [
                {
                  path: definition.module.path,
                  range: definition.ownScope!.nameRange,
                  message: `'${definition.name}' is defined here.`,
                },
              ],
        fixes: fixesFor(called),
      };
    }
  },
};

function fixesFor(called: CalledCallback): Fix[] {
  const edits = passedOn(called);
  return edits.length === 0 ? [] : [{ title: 'Pass the function instead of calling it', safety: 'unsafe', edits }];
}

/** What the fix writes, if there is one that fits on a line. */
function titleOf(called: CalledCallback): string | undefined {
  const [edit] = passedOn(called);
  return edit === undefined || edit.text.length > LONGEST || edit.text.includes('\n') ? undefined : edit.text;
}

/** In characters. */
const LONGEST = 60;
