/** What `threading.Thread` and `multiprocessing.Process` are given and keep for themselves. */

/** By the call that is given a tuple of arguments for a function: its position and keyword, and those of the function. */
export interface ArgumentsModel {
  readonly position: number;
  readonly keyword?: string;
  readonly target: { readonly position: number; readonly keyword?: string };
}

const TARGET = { position: 1, keyword: 'target' } as const;
const POOLED: ArgumentsModel = { position: 1, keyword: 'args', target: { position: 0, keyword: 'func' } };

/** Signatures: https://docs.python.org/3/library/threading.html and https://docs.python.org/3/library/multiprocessing.html */
export const GIVEN_ARGUMENTS: Readonly<Record<string, ArgumentsModel>> = {
  'threading.Thread': { position: 3, keyword: 'args', target: TARGET },
  'threading.Timer': { position: 2, keyword: 'args', target: { position: 1, keyword: 'function' } },
  'multiprocessing.Process': { position: 3, keyword: 'args', target: TARGET },
  '_thread.start_new_thread': { position: 1, target: { position: 0 } },
  'multiprocessing.pool.Pool.apply': POOLED,
  'multiprocessing.pool.Pool.apply_async': POOLED,
};

/** Classes whose `start()` runs `run()` elsewhere, once; calling `run()` itself runs it here. */
export const STARTED_CLASSES: ReadonlySet<string> = new Set([
  'threading.Thread',
  'threading.Timer',
  'multiprocessing.Process',
]);

export interface ThreadInternal {
  /** What `Thread` does with it, as it follows its name. */
  readonly use: string;
  /** The last minor version of Python 3 that has it, or the first; undefined: all. */
  readonly until?: number;
  readonly since?: number;
}

/**
 * Names that `Thread` uses for itself, so that a subclass which takes one breaks it.
 * Source: Lib/threading.py of CPython 3.9 to 3.14.
 */
export const THREAD_INTERNALS: Readonly<Record<string, ThreadInternal>> = {
  _stop: { use: "is the method that 'join()' and 'is_alive()' call once the thread has ended", until: 12 },
  _started: { use: "is the event by which 'start()' learns that the thread runs" },
  _is_stopped: { use: "is what 'join()' and 'is_alive()' believe", until: 12 },
  _tstate_lock: { use: "is the lock that 'join()' waits for", until: 12 },
  _handle: { use: "is what 'start()' and 'join()' know the thread by", since: 13 },
  _delete: { use: 'is the method that takes the thread off the list of those that run' },
  _bootstrap: { use: 'is the method that the new thread begins with' },
};
