import {
  awaitedInPlace,
  type Fix,
  type LoopConflict,
  loopConflictsIn,
  type Rule,
  type Severity,
  subjectOfWait,
} from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf, messageOf, relatedTo } from './wording.ts';

/**
 * A thread runs one event loop at a time: who starts another one from what a loop runs gets an exception.
 *
 * It is found through calls, like what blocks a loop, and the same tests make it silent: for a running loop, for another
 * thread, for the synchronous mode of what has two. `nest_asyncio` anywhere in the program allows it.
 */
export const nestedEventLoop: Rule = {
  id: 'nested-event-loop',
  severity: 'error',
  fix: 'unsafe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of loopConflictsIn(module, 'nested-loop')) {
      const { hop, blocking } = found;
      const place = hop === undefined ? subjectOfWait(blocking) : subjectOfWait({ ...blocking, node: hop.node });
      yield {
        range: place.range,
        message: messageOf(found),
        ...severityOf(found),
        detail: detailOf(found),
        instead: insteadOf(found),
        related: relatedTo(found),
        fixes: fixesFor(found),
      };
    }
  },
};

const AWAITABLE = /\.(run|run_until_complete)$/;
const GIVEN_A_COROUTINE = /^(asyncio|uvloop)\./;

function fixesFor({ hop, blocking: { name, node } }: LoopConflict): Fix[] {
  if (hop !== undefined || !AWAITABLE.test(name) || !GIVEN_A_COROUTINE.test(name)) return [];
  const edits = awaitedInPlace(node);
  return edits.length === 0 ? [] : [{ title: 'Await the coroutine', safety: 'unsafe', edits }];
}

/** What a function does only after a test of its own, not every call comes to. */
function severityOf({ hop, isConditional }: LoopConflict): { readonly severity?: Severity } {
  if (hop?.chain.isCertain === false) return { severity: 'info' };
  return isConditional ? { severity: 'warning' } : {};
}
