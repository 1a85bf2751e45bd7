/** Locks and the other things with which threads wait for each other. */

export interface LockModel {
  /** Whom it keeps out: other threads, other tasks of the same event loop, or other processes (and threads). */
  readonly excludes: 'threads' | 'tasks' | 'processes';
  readonly isReentrant: boolean;
  /** The argument that gives another lock of which this is only a view: `Condition(lock)` is `lock`. */
  readonly wraps?: number;
  /** The argument that says how many may hold it; it excludes only when that is 1 or absent. */
  readonly count?: number;
}

/** By class. Source: the Python documentation of threading, asyncio and multiprocessing. */
export const LOCKS: Readonly<Record<string, LockModel>> = {
  'threading.Lock': { excludes: 'threads', isReentrant: false },
  'threading.RLock': { excludes: 'threads', isReentrant: true },
  'threading.Condition': { excludes: 'threads', isReentrant: true, wraps: 0 },
  'threading.Semaphore': { excludes: 'threads', isReentrant: false, count: 0 },
  'threading.BoundedSemaphore': { excludes: 'threads', isReentrant: false, count: 0 },
  'asyncio.Lock': { excludes: 'tasks', isReentrant: false },
  'asyncio.Condition': { excludes: 'tasks', isReentrant: false, wraps: 0 },
  'asyncio.Semaphore': { excludes: 'tasks', isReentrant: false, count: 0 },
  'asyncio.BoundedSemaphore': { excludes: 'tasks', isReentrant: false, count: 0 },
  'anyio.Lock': { excludes: 'tasks', isReentrant: false },
  'trio.Lock': { excludes: 'tasks', isReentrant: false },
  'multiprocessing.synchronize.Lock': { excludes: 'processes', isReentrant: false },
  'multiprocessing.synchronize.RLock': { excludes: 'processes', isReentrant: true },
  'multiprocessing.Condition': { excludes: 'processes', isReentrant: true, wraps: 0 },
  'anyio.Condition': { excludes: 'tasks', isReentrant: false, wraps: 0 },
  'trio.Condition': { excludes: 'tasks', isReentrant: false, wraps: 0 },
};

/** Classes whose objects one waits on and notifies, with what they raise where the lock is not held. */
export const CONDITIONS: Readonly<Record<string, 'RuntimeError' | 'AssertionError'>> = {
  'threading.Condition': 'RuntimeError',
  'asyncio.Condition': 'RuntimeError',
  'anyio.Condition': 'RuntimeError',
  'trio.Condition': 'RuntimeError',
  'multiprocessing.Condition': 'AssertionError',
};

/** Who waits for a lock, condition or semaphore of this class. */
export function waiterOf(of: string): 'thread' | 'task' | 'process' {
  if (/^(asyncio|anyio|trio)\./.test(of)) return 'task';
  return of.startsWith('multiprocessing.') ? 'process' : 'thread';
}

/** Calls that let what another thread did before `release` be seen by what this one does after `acquire`. */
export const SIGNALS: Readonly<
  Record<string, { readonly release: readonly string[]; readonly acquire: readonly string[] }>
> = {
  'threading.Event': { release: ['set'], acquire: ['wait'] },
  'threading.Barrier': { release: ['wait'], acquire: ['wait'] },
  'queue.Queue': { release: ['put', 'put_nowait', 'task_done'], acquire: ['get', 'get_nowait', 'join'] },
  'queue.LifoQueue': { release: ['put', 'put_nowait', 'task_done'], acquire: ['get', 'get_nowait', 'join'] },
  'queue.PriorityQueue': { release: ['put', 'put_nowait', 'task_done'], acquire: ['get', 'get_nowait', 'join'] },
  'queue.SimpleQueue': { release: ['put', 'put_nowait'], acquire: ['get', 'get_nowait'] },
};

/** Contexts that end what waits in them after a time. Sources: the documentation of asyncio, anyio, trio and async-timeout. */
export const TIMED_SCOPES: ReadonlySet<string> = new Set([
  ...['asyncio.timeout', 'asyncio.timeout_at', 'async_timeout.timeout', 'async_timeout.timeout_at'],
  ...['anyio.fail_after', 'anyio.move_on_after', 'trio.fail_after', 'trio.move_on_after'],
]);

/** What a name says of a context manager that nothing else is known of. */
export const LOCK_LIKE_NAME = /lock|mutex|semaphore|synchron|guard|critical|exclusive|cond\b|\bcv\b/i;

/**
 * What one acquires and releases, whomever it keeps out: the locks above, and those that only some rules ask for. Sources:
 * the documentation of threading, asyncio, multiprocessing, anyio and trio.
 */
export const ACQUIRABLE: ReadonlySet<string> = new Set([
  ...Object.keys(LOCKS),
  ...['multiprocessing.synchronize.Semaphore', 'multiprocessing.BoundedSemaphore'],
  ...['anyio.Semaphore', 'trio.StrictFIFOLock', 'trio.Semaphore'],
]);

/** Something of the libraries that has a lock of its own, which a handler may find held by the code that it interrupts. */
export interface Interruptible {
  readonly what: 'queue' | 'event' | 'log';
  /** Whether only a signal comes at a moment that matters. */
  readonly isForSignals?: boolean;
}

const QUEUE: Interruptible = { what: 'queue' };
const EVENT: Interruptible = { what: 'event', isForSignals: true };
const LOG: Interruptible = { what: 'log', isForSignals: true };

/**
 * By method. Sources: `queue.Queue.mutex` and `threading.Event._cond` are plain locks in Lib/queue.py and
 * Lib/threading.py; those of `logging` are re-entrant, but a buffered stream raises `RuntimeError: reentrant call`:
 * https://docs.python.org/3/library/io.html#reentrancy
 */
export const INTERRUPTIBLE: Readonly<Record<string, Interruptible>> = {
  ...Object.fromEntries(
    ['put', 'put_nowait', 'get', 'get_nowait', 'qsize', 'empty', 'full', 'task_done', 'join'].map((method) => [
      `queue.Queue.${method}`,
      QUEUE,
    ]),
  ),
  ...Object.fromEntries(['set', 'clear', 'wait'].map((method) => [`threading.Event.${method}`, EVENT])),
  ...Object.fromEntries(
    ['debug', 'info', 'warning', 'error', 'exception', 'critical', 'log'].flatMap((method) => [
      [`logging.${method}`, LOG],
      [`logging.Logger.${method}`, LOG],
    ]),
  ),
};

/** What a decorator is called, or given, that lets one call run at a time: `@job(concurrency=REJECT)`, `@single_flight`. */
export const ONE_AT_A_TIME = /concurrency|single_?flight|one_?at_?a_?time|serializ|max_?instances/i;
