import {
  asyncLibraryOf,
  awaitFirst,
  lineOf,
  nameOfState,
  type Rule,
  relatedToStaleRead,
  type StaleRead,
  staleReadsIn,
  staleReadWitness,
} from '#analysis';
import explanation from './rule.md';
import { effectOf, WORDS } from './wording.ts';

/**
 * What was read of shared state before an `await` may be out of date after it.
 *
 * It needs two tasks that may run the code on one object. What rests on a caller that is not in sight is an info, and so
 * is work that is only done twice; both together are a hint.
 */
export const staleReadAcrossAwait: Rule = {
  id: 'stale-read-across-await',
  severity: 'warning',
  fix: 'unsafe',
  peers: ['eslint require-atomic-updates'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of staleReadsIn(module)) {
      const { update, kind } = found;
      const { message, instead } = WORDS[kind];
      yield {
        range: update.place.range,
        message: message(nameOfState(update)),
        ...severityOf(found),
        detail: `At the 'await' in line ${lineOf(found.pause)} the event loop runs other tasks, ${effectOf(found)}.`,
        instead: instead.replace('asyncio', asyncLibraryOf(module) ?? 'asyncio'),
        related: relatedToStaleRead(found),
        witness: staleReadWitness(found),
        fixes: awaitFirst(module, found),
      };
    }
  },
};

function severityOf({ harm, isAssumed }: StaleRead): { readonly severity?: 'info' | 'hint' } {
  if (harm === 'twice') return { severity: isAssumed ? 'hint' : 'info' };
  return isAssumed ? { severity: 'info' } : {};
}
