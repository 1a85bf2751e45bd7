import { type LooseThread, looseThreadsIn, type Report, Role, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * A thread that is no daemon keeps the program from ending until it is done, so somebody should be able to end it or wait
 * for it.
 *
 * Only what is seen counts: a loop without a way out, a thread that nobody has, a start while a module is imported.
 */
export const threadNeverJoined: Rule = {
  id: 'thread-never-joined',
  severity: 'hint',
  fix: 'none',
  peers: [],
  explanation,
  *check(module): Generator<Report> {
    if (module.isTest) return;
    for (const thread of looseThreadsIn(module)) {
      yield { range: thread.made.child(Role.Callee)!.range, ...saidOf(thread) };
    }
  },
};

function saidOf({ kind, entry, loop }: LooseThread): Omit<Report, 'range'> {
  const name = entry === undefined || entry.name === '' ? 'its function' : `'${entry.name}'`;
  switch (kind) {
    case 'endless': {
      const range = { start: loop!.start, end: loop!.child(Role.Test)!.end };
      return {
        message: `The program cannot end, since ${name} never does.`,
        severity: 'info',
        detail: 'At its end, Python waits for each thread that is no daemon; for this one it waits for ever.',
        instead: "Ask an 'Event' in the loop, set it when the program ends, and 'join()' the thread.",
        related: [{ path: loop!.module.path, range, message: 'Nothing leaves this loop.' }],
      };
    }
    case 'lost':
      return {
        message: `Nobody has the thread that runs ${name}, so nobody can wait for it.`,
        detail: 'No one learns when it is done or that it has failed, and the program does not end before it.',
        instead: "Keep it and call 'join()'; or give the work to an executor and ask the future for its result.",
      };
    case 'import':
      return {
        message: 'A thread starts when this module is imported.',
        detail: 'Whoever imports it gets the thread, also for a look at one name, before a fork, or in each worker.',
        instead: 'Start it in a function that the program calls once it begins.',
      };
  }
}
