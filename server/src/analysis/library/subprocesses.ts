/** What starts a process of the system, and what its pipes are connected to. */
import { lastNames } from './last-names.ts';

/** What a call that starts a process gives, and which of its outputs are pipes where nothing else is said. */
export interface Starter {
  /** Whether it also waits for the process, and gives no object by which one could read: `subprocess.call`. */
  readonly waits?: true;
  /** The outputs that are pipes by default. */
  readonly pipes?: readonly Output[];
  /** The positions of `stdout` and `stderr`, where they may be given so. */
  readonly positions?: readonly [number, number];
}

export type Output = 'stdout' | 'stderr';

/**
 * By qualified name. Sources: https://docs.python.org/3/library/subprocess.html,
 * https://docs.python.org/3/library/asyncio-subprocess.html, the documentation of `anyio.open_process` ("stdin, stdout, stderr:
 * PIPE by default") and of `trio.lowlevel.open_process`.
 */
export const PROCESS_STARTERS: Readonly<Record<string, Starter>> = {
  'subprocess.Popen': { positions: [4, 5] },
  'subprocess.call': { waits: true, positions: [4, 5] },
  'subprocess.check_call': { waits: true, positions: [4, 5] },
  'asyncio.create_subprocess_exec': {},
  'asyncio.create_subprocess_shell': {},
  'asyncio.subprocess.create_subprocess_exec': {},
  'asyncio.subprocess.create_subprocess_shell': {},
  'anyio.open_process': { pipes: ['stdout', 'stderr'] },
  'trio.lowlevel.open_process': {},
};

/** The names in the table above without their modules: a call under another name is none of them. */
export const STARTER_NAMES: ReadonlySet<string> = lastNames(Object.keys(PROCESS_STARTERS));

/** `stdout=PIPE` */
export const PIPES: ReadonlySet<string> = new Set(['subprocess.PIPE', 'asyncio.subprocess.PIPE']);
