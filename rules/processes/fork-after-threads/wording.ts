/** What is said of a fork in a process with several threads. */
import { type ForkAfterThread, lineOf, type Module, mayUse, type Node, placeText, writtenCall } from '#analysis';

/** "'process.start()' forks while another thread runs, which the child lacks" */
export function subjectOf({ fork: { call, by } }: ForkAfterThread): string {
  if (by === 'preexec') return `'${nameOf(call)}' runs 'preexec_fn' in a fork while another thread runs`;
  return `'${nameOf(call)}' forks while another thread runs, which the child lacks`;
}

export function detailOf({ fork, thread }: ForkAfterThread): string {
  const other = 'start' in thread ? `the thread from ${placeOf(thread.start, fork.call)}` : 'the main thread';
  const stays = `a lock that ${other} holds at that moment stays locked in the child for ever`;
  const isDefault = fork.start !== undefined && fork.start.methods.length > 1;
  return isDefault
    ? `Linux forks by default until Python 3.13, and ${stays}.`
    : `${stays[0]!.toUpperCase()}${stays.slice(1)}.`;
}

/** https://docs.python.org/3/library/subprocess.html#subprocess.Popen: `user` and `umask` since 3.9, `process_group` since 3.11. */
export function insteadOf(by: ForkAfterThread['fork']['by'], { environment }: Module): string {
  if (by !== 'preexec') return INSTEAD[by];
  const newer = mayUse(environment, 3, 9) ? ", 'user', 'umask'" : '';
  const newest = mayUse(environment, 3, 11) ? ", 'process_group'" : '';
  return `Use the options of 'subprocess': 'start_new_session'${newest}${newer}, 'cwd', 'env'.`;
}

const INSTEAD = {
  fork: "Fork before the first thread starts, or start a program by 'subprocess'.",
  process: "Start processes before threads, or by 'multiprocessing.get_context(\"forkserver\")' or 'spawn'.",
} as const;

function placeOf(place: Node, from: Node): string {
  return place.module === from.module ? `line ${lineOf(place)}` : placeText(place);
}

function nameOf(call: Node): string {
  return writtenCall(call, LONGEST);
}

/** In characters. */
const LONGEST = 24;
