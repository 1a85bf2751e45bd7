import { type ProcessRace, type ProcessState, processRacesIn, processWitness, type Rule, starts } from '#analysis';
import explanation from './rule.md';

/**
 * What a process has once is changed for all threads, whichever of them changes it.
 *
 * Two threads that change it without a lock are a warning; one alone, and threads that all set the same constant, an info.
 */
export const processWideStateChangedInThread: Rule = {
  id: 'process-wide-state-changed-in-thread',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const race of processRacesIn(module)) {
      const { change, context, other, otherContext } = race;
      const { name, effect, outcome, instead } = STATES[change.state];
      const witness = processWitness(race, name, outcome);
      yield {
        range: change.node.range,
        message: messageOf(race, name),
        ...(race.isMild ? { severity: 'info' as const } : {}),
        detail: effect,
        instead,
        related: [
          ...(other === undefined || other === change
            ? []
            : [{ path: other.node.module.path, range: other.node.range, message: 'Changed here too.' }]),
          ...starts({
            update: change,
            updateContext: context,
            other: other ?? change,
            otherContext: otherContext ?? context,
          }),
        ],
        ...(witness === undefined || race.isMild ? {} : { witness }),
      };
    }
  },
};

function messageOf({ change, other }: ProcessRace, name: string): string {
  if (other === undefined) return `A thread changes the ${name} here, which all threads share.`;
  if (other === change) return `Several threads change the ${name} here, which they share.`;
  return `The ${name}, which all threads share, is changed here and in another thread.`;
}

interface Told {
  readonly name: string;
  /** What happens to the other threads. */
  readonly effect: string;
  readonly outcome: string;
  readonly instead: string;
}

const told = (name: string, effect: string, outcome: string, instead: string): Told => ({
  ...{ name, effect, outcome, instead },
});

const STATES: Readonly<Record<ProcessState, Told>> = {
  directory: told(
    'working directory',
    'A relative path is looked up where the last thread went, whichever thread opens it.',
    'wrong folder',
    "Use absolute paths, and pass 'cwd=' to what is started.",
  ),
  root: told(
    'root directory',
    'Every path of every thread begins at the new root.',
    'wrong root',
    'Change it in a process of its own.',
  ),
  umask: told(
    'umask',
    'Files that another thread makes meanwhile get the permissions of this one.',
    'wrong permissions',
    "Give the mode when the file is made, 'os.open(path, flags, mode)', or change it afterwards.",
  ),
  user: told('user', 'Every thread acts for the new user.', 'wrong user', 'Change it in a process of its own.'),
  environment: told(
    'environment',
    'A thread that starts a program, or asks for the variable, gets what another one has set.',
    'wrong value',
    "Pass 'env=' to what is started, and a parameter to what is called.",
  ),
  locale: told(
    'locale',
    'Numbers and dates of all threads are read and written in the new way at once.',
    'wrong format',
    'Set it once, before the threads start, or format without it.',
  ),
  'time-zone': told(
    'time zone',
    'The local time of all threads changes at once.',
    'wrong time',
    "Pass a 'zoneinfo.ZoneInfo' to 'datetime' instead.",
  ),
  output: told(
    'standard output',
    'What another thread prints meanwhile goes there too, and who is last to put it back decides where it stays.',
    'wrong stream',
    "Pass the stream along: 'print(…, file=stream)'.",
  ),
  errors: told(
    'standard error stream',
    'What another thread reports meanwhile goes there too, and who is last to put it back decides where it stays.',
    'wrong stream',
    'Pass the stream along, or give the logger a handler.',
  ),
  input: told(
    'standard input',
    'Every thread reads from the new one.',
    'wrong stream',
    'Pass the stream along as a parameter.',
  ),
  warnings: told(
    'list of warning filters',
    'A thread that leaves later puts back what was there before another one came.',
    'filters lost',
    'Set the filters once, before the threads start.',
  ),
  'socket-timeout': told(
    'default timeout of sockets',
    'Connections that another thread makes meanwhile have it, too.',
    'wrong timeout',
    "Pass 'timeout=' to each connection.",
  ),
};
