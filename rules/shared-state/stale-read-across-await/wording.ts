/** What is said of state that is read before an `await` and written after it. */
import type { StaleRead } from '#analysis';

/** What the other tasks do to it. */
export function effectOf({ kind, harm }: StaleRead): string {
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

export const WORDS: Readonly<Record<StaleRead['kind'], Words>> = {
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
