/** What is said of each thing that a process has once. */
import type { ProcessState } from '#analysis';

export const STATES: Readonly<Record<ProcessState, Told>> = {
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
    'What another thread prints meanwhile goes there too, and whoever puts it back last decides where it stays.',
    'wrong stream',
    "Pass the stream along: 'print(…, file=stream)'.",
  ),
  errors: told(
    'standard error stream',
    'What another thread reports meanwhile goes there too, and whoever puts it back last decides where it stays.',
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

interface Told {
  readonly name: string;
  /** What happens to the other threads. */
  readonly effect: string;
  readonly outcome: string;
  readonly instead: string;
}

function told(name: string, effect: string, outcome: string, instead: string): Told {
  return { name, effect, outcome, instead };
}
