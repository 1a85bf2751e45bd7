import { type ForkAfterThread, forksAfterThreadsIn, type Rule } from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf, subjectOf } from './wording.ts';

/**
 * A fork copies the thread that calls it and no other, but all the locks that the others hold.
 *
 * It needs a thread that is seen to run at that moment. What runs between fork and `exec` is an info, since it seldom takes
 * a lock, and so is what rests on tests.
 */
export const forkAfterThreads: Rule = {
  id: 'fork-after-threads',
  severity: 'warning',
  fix: 'none',
  peers: ['pylint W1509', 'ruff PLW1509'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of forksAfterThreadsIn(module)) {
      const { fork, isAssumed } = found;
      yield {
        range: fork.call.range,
        message: `${subjectOf(found)}.`,
        ...(isAssumed || fork.by === 'preexec' ? { severity: 'info' } : {}),
        detail: detailOf(found),
        instead: insteadOf(fork.by, module),
        related: relatedTo(found),
      };
    }
  },
};

function relatedTo({ thread }: ForkAfterThread) {
  const place = 'start' in thread ? thread.start : (thread.context.start ?? thread.context.origin);
  if (place === undefined) return [];
  const message = 'start' in thread ? 'A thread is started here.' : 'The thread that forks begins here.';
  return [{ path: place.module.path, range: place.range, message }];
}
