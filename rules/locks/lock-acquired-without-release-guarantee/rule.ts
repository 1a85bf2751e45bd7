import { Form, putUnderWith, type RelatedPlace, type Rule, type UnreleasedLock, unreleasedLocksIn } from '#analysis';
import explanation from './rule.md';

/**
 * Code that acquires a lock and releases it again must do so on every way out, exceptions included.
 *
 * What acquires for its caller, or leaves the release to somebody else, is another use of a lock: nothing is said of code
 * that does not release the lock itself, hands it on, or lets some other function release it.
 */
export const lockAcquiredWithoutReleaseGuarantee: Rule = {
  id: 'lock-acquired-without-release-guarantee',
  severity: 'warning',
  fix: 'safe',
  peers: ['pylint R1732'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of unreleasedLocksIn(module)) {
      const { acquire, lock, how, by } = found;
      yield {
        range: acquire.range,
        message: MESSAGES[how](lock.text),
        ...(how === 'none' ? { severity: 'hint' as const } : {}),
        detail: by?.form === Form.Await ? CANCELLED : DETAILS[how],
        instead: `Write '${acquire.isAwaited ? 'async with' : 'with'} ${lock.text}:', or release it in 'finally'.`,
        related: relatedTo(found),
        fixes: putUnderWith(module, found),
      };
    }
  },
};

type How = UnreleasedLock['how'];

const MESSAGES: Readonly<Record<How, (name: string) => string>> = {
  return: (name) => `'${name}' stays acquired when a 'return' comes before its release.`,
  end: (name) => `'${name}' is not released on every path from here.`,
  raise: (name) => `'${name}' stays acquired when an exception comes before its release.`,
  none: (name) => `Nothing makes sure that '${name}' is released.`,
};

const DETAILS: Readonly<Record<How, string>> = {
  return: 'From then on nobody else gets it: whoever asks next waits for ever.',
  end: 'After a path that leaves the release out, nobody else ever gets it.',
  raise: 'The exception skips the release, so whoever asks for it next waits for ever.',
  none: 'Nothing between the two fails today; the next line that somebody adds may.',
};

const CANCELLED = 'A failure or a cancellation there skips the release, so whoever asks for it next waits for ever.';

function relatedTo({ how, by, release, lock }: UnreleasedLock): RelatedPlace[] {
  const places: RelatedPlace[] = [{ range: release.range, message: `'${lock.text}' is released here.` }];
  if (by === undefined) return places;
  return [{ range: by.range, message: how === 'return' ? 'This leaves with it.' : 'This may raise.' }, ...places];
}
