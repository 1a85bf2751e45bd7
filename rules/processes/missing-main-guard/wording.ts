/** What is said of a process that is started while its module is imported. */
import { type Node, type StartAtImport, type StartMethods, writtenCall } from '#analysis';

/** The call, shortly: `main()`, `p.start()`, `Process().start()`. */
export function subjectOf(place: Node): string {
  return writtenCall(place, LONGEST);
}

export function detailOf({ start: { started } }: StartAtImport, { methods }: StartMethods): string {
  if (methods.length === 1 && methods[0] === 'fork') {
    return 'A fork does not import it, but Windows has none, and it is no default any more from Python 3.14 on.';
  }
  const where = methods.includes('fork')
    ? 'On Windows, on macOS and from Python 3.14 on everywhere'
    : 'On every system';
  return `${where} ${ENDS[started]}.`;
}

/** What becomes of the children, and of who waits for them. */
const ENDS = {
  process: 'that child dies of a RuntimeError before it does any work',
  pool: 'its workers die of a RuntimeError, and the pool starts new ones without end',
  executor: 'its workers die of a RuntimeError, and the results raise BrokenProcessPool',
  manager: "the manager's process dies of a RuntimeError, and the call raises EOFError",
} as const;

/** In characters. */
const LONGEST = 18;
