import { awaited, type Fix, type LostCoroutine, lostCoroutinesIn, type Rule, runByLoop } from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf, messageOf } from './wording.ts';

/**
 * A coroutine runs only if something awaits it.
 *
 * What is called must surely be an `async def`, whatever subclasses and decorators there are, and what happens to the
 * coroutine must be in sight: one that is returned, stored or passed on may be awaited elsewhere.
 */
export const unawaitedCoroutine: Rule = {
  id: 'unawaited-coroutine',
  severity: 'error',
  fix: 'unsafe',
  peers: ['pyright reportUnusedCoroutine', 'mypy unused-coroutine', 'pycharm PyAsyncCall'],
  explanation,
  *check(module) {
    for (const lost of lostCoroutinesIn(module)) {
      const { call, made, variable, at } = lost;
      const definition = made.definition;
      yield {
        range: call.range,
        message: messageOf(lost),
        detail: detailOf(lost),
        instead: insteadOf(lost, module),
        related: [
          ...(variable === undefined || at === undefined
            ? []
            : [{ range: at.range, message: `'${variable.name}' is used here as if it were the result.` }]),
          ...(definition === undefined
            ? []
            : [
                {
                  path: definition.module.path,
                  range: definition.ownScope!.nameRange,
                  message: `'${definition.name}' is an 'async def'.`,
                },
              ]),
        ],
        fixes: fixesFor(lost),
      };
    }
  },
};

function fixesFor({ call }: LostCoroutine): Fix[] {
  const edits = awaited(call);
  if (edits.length > 0) return [{ title: 'Await the coroutine', safety: 'unsafe', edits }];
  const run = runByLoop(call);
  return run.length === 0 ? [] : [{ title: "Run the coroutine by 'asyncio.run'", safety: 'unsafe', edits: run }];
}
