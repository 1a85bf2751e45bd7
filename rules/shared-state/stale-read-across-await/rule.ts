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

function effectOf({ kind, harm }: StaleRead): string {
  if (kind === 'update') return 'and what they write in the meantime is lost';
  if (harm === 'twice') return 'and each that comes here before the first is done does the work again';
  return kind === 'unset' || kind === 'absent'
    ? 'and of what each of them makes only the last is kept'
    : 'and what was tested may no longer hold';
}

const READ_LAST = "Read it after the 'await', or hold an 'asyncio.Lock' over both.";
const LOCK = "Hold an 'asyncio.Lock' over both, or keep the first task's future and await that.";
const LOOK_AGAIN = "Look again after the 'await', or hold an 'asyncio.Lock' over both.";

interface Words {
  readonly message: (name: string) => string;
  readonly instead: string;
}

const WORDS: Readonly<Record<StaleRead['kind'], Words>> = {
  update: {
    message: (name) => `Another task may change '${name}' between its read and this write.`,
    instead: READ_LAST,
  },
  unset: { message: (name) => `Two tasks can both find '${name}' unset before either sets it.`, instead: LOCK },
  absent: {
    message: (name) => `Two tasks can both find it missing in '${name}' before either adds it.`,
    instead: LOCK,
  },
  present: { message: (name) => `Another task may take it out of '${name}' after it was found.`, instead: LOOK_AGAIN },
  filled: { message: (name) => `Another task may empty '${name}' after it was looked at.`, instead: LOOK_AGAIN },
};
