import { type CutOffThread, cutOffThreadsIn, type Report, Role, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * A daemon thread is cut off wherever it is when the program ends: no `finally` runs, no file is closed.
 *
 * Said only where the thread's function is seen to do what must not end half-way, and nobody joins the thread.
 */
export const daemonThreadWithCleanup: Rule = {
  id: 'daemon-thread-with-cleanup',
  severity: 'info',
  fix: 'none',
  peers: [],
  explanation,
  *check(module): Generator<Report> {
    // The end of a test run loses nothing that counts.
    if (module.isTest) return;
    for (const thread of cutOffThreadsIn(module)) {
      const { made, entry, work, how } = thread;
      const name = entry.name === '' ? 'This lambda' : `'${entry.name}'`;
      const callee = work.child(Role.Callee)!;
      yield {
        range: made.child(Role.Callee)!.range,
        message: messageOf(thread, name),
        detail: DETAILS[how],
        instead: "Make it no daemon: tell it to end by an 'Event', and 'join()' it before the program ends.",
        related: [{ path: work.module.path, range: callee.range, message: WORK[how] }],
      };
    }
  },
};

function messageOf({ how }: CutOffThread, name: string): string {
  switch (how) {
    case 'file':
      return `${name} writes a file in a daemon thread, which is cut off at exit.`;
    case 'temporary':
      return `${name} has a temporary file in a daemon thread, which is cut off at exit.`;
    default:
      return `${name} cleans up in a daemon thread, which is cut off at exit.`;
  }
}

const DETAILS: Readonly<Record<CutOffThread['how'], string>> = {
  file: 'If the program ends meanwhile, what is still in the buffer is lost, and half a file stays.',
  temporary: 'If the program ends meanwhile, nobody removes it.',
  finally: "If the program ends meanwhile, the 'finally' never runs.",
};

const WORK: Readonly<Record<CutOffThread['how'], string>> = {
  file: 'It is written here.',
  temporary: 'It is made here.',
  finally: 'This is left out then.',
};
