import { asynchronousInstead, type Rule, wrongKindsIn } from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf, messageOf } from './wording.ts';

/**
 * What is asynchronous is entered by `async with` and looped over by `async for`, and nothing else is.
 *
 * Only what has surely one of the two protocols counts: objects of known classes, generators, functions of libraries.
 */
export const wrongWithKind: Rule = {
  id: 'wrong-with-kind',
  severity: 'error',
  fix: 'unsafe',
  peers: ['pylint E1129', 'pylint E1133', 'pylint E1701', 'pyright reportGeneralTypeIssues'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const wrong of wrongKindsIn(module)) {
      const { subject, definition } = wrong;
      const edits = asynchronousInstead(wrong);
      yield {
        range: subject.range,
        message: messageOf(wrong),
        detail: detailOf(wrong),
        instead: insteadOf(wrong),
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
        fixes: edits.length === 0 ? [] : [{ title: titleOf(wrong), safety: 'unsafe', edits }],
      };
    }
  },
};

function titleOf({ by, kind }: ReturnType<typeof wrongKindsIn>[number]): string {
  if (by === 'with') return "Use 'async with'";
  return kind === 'asynchronous' ? "Use 'async for'" : "Use a plain 'for'";
}
