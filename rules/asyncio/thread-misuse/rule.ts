import { brokenThreadClassesIn, type Report, type Rule, threadMisusesIn } from '#analysis';
import { fixOf } from './fixes.ts';
import explanation from './rule.md';
import { detailOf, insteadOf, messageOf, rangeOf, relatedTo } from './wording.ts';

/**
 * Threads and processes that are made or started in a way that cannot work.
 *
 * Only what is known by where it comes from counts: a class of the library, or one of the program that derives from it.
 * What may be a tuple, or be run here on purpose, is left alone.
 */
export const threadMisuse: Rule = {
  id: 'thread-misuse',
  severity: 'error',
  fix: 'unsafe',
  peers: [],
  explanation,
  *check(module): Generator<Report> {
    for (const misuse of [...threadMisusesIn(module), ...brokenThreadClassesIn(module)]) {
      const isUnsure =
        (misuse.kind === 'no-tuple' && misuse.is === undefined) || (misuse.kind === 'run' && !misuse.isPlain);
      yield {
        range: rangeOf(misuse),
        message: messageOf(misuse),
        ...(isUnsure ? { severity: 'warning' } : {}),
        detail: detailOf(misuse),
        instead: insteadOf(misuse),
        related: relatedTo(misuse),
        fixes: fixOf(misuse),
      };
    }
  },
};
