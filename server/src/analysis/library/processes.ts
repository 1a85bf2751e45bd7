/** How Python's libraries start processes: the calls that do it, the classes that are given a start method. */

/** How a child comes to be: a copy of the parent, a new interpreter, or a copy of a server that has loaded nothing. */
export type StartMethod = 'fork' | 'spawn' | 'forkserver';

export function isStartMethod(name: string): name is StartMethod {
  return name === 'fork' || name === 'spawn' || name === 'forkserver';
}

/** The call that chooses one for the whole program, and the one that gives a context with its own. */
export const CHOOSES_START_METHOD = 'multiprocessing.set_start_method';
export const MAKES_CONTEXT = 'multiprocessing.get_context';

/** What is started: one process, the workers of a pool, those of an executor, the server of a manager. */
export type Started = 'process' | 'pool' | 'executor' | 'manager';

/**
 * By qualified name: calls after which there is another process. A pool and a manager start theirs when they are made, an
 * executor when it gets its first job.
 * Sources: https://docs.python.org/3/library/multiprocessing.html and
 * https://docs.python.org/3/library/concurrent.futures.html#processpoolexecutor
 */
export const STARTS_PROCESSES: Readonly<Record<string, Started>> = {
  'multiprocessing.Process.start': 'process',
  'multiprocessing.Pool': 'pool',
  'multiprocessing.pool.Pool': 'pool',
  'multiprocessing.Manager': 'manager',
  'multiprocessing.managers.BaseManager.start': 'manager',
  'multiprocessing.managers.SyncManager.start': 'manager',
  'concurrent.futures.ProcessPoolExecutor.submit': 'executor',
  'concurrent.futures.ProcessPoolExecutor.map': 'executor',
};

/** What a call sends to another process: a function and what it is called with. */
export interface Sending {
  /** Always, or only where the process is not forked: a fork has the objects themselves. */
  readonly when: 'always' | 'unless-forked';
  /** The position and keyword of the function; those of a tuple, list or dictionary of arguments. */
  readonly fn: readonly [position: number, keyword: string];
  readonly packed?: readonly (readonly [position: number, keyword: string])[];
  /** From here on the arguments of the call are those of the function. */
  readonly rest?: number;
  /** The argument that is the pool, where it may be one of threads. */
  readonly pool?: number;
}

const inPool = (...packed: readonly (readonly [number, string])[]): Sending => ({
  when: 'always',
  fn: [0, 'func'],
  packed,
});
const ofIterable = inPool([1, 'iterable']);
const ofArguments = inPool([1, 'args'], [2, 'kwds']);

/** By qualified name. Sources: the signatures in the documentation of multiprocessing, concurrent.futures and asyncio. */
export const SENDS_TO_PROCESSES: Readonly<Record<string, Sending>> = {
  'multiprocessing.Process': {
    when: 'unless-forked',
    fn: [1, 'target'],
    packed: [
      [3, 'args'],
      [4, 'kwargs'],
    ],
  },
  'multiprocessing.Pool': { when: 'unless-forked', fn: [1, 'initializer'], packed: [[2, 'initargs']] },
  'concurrent.futures.ProcessPoolExecutor': {
    when: 'unless-forked',
    fn: [2, 'initializer'],
    packed: [[3, 'initargs']],
  },
  'multiprocessing.pool.Pool.apply': ofArguments,
  'multiprocessing.pool.Pool.apply_async': ofArguments,
  'multiprocessing.pool.Pool.map': ofIterable,
  'multiprocessing.pool.Pool.map_async': ofIterable,
  'multiprocessing.pool.Pool.imap': ofIterable,
  'multiprocessing.pool.Pool.imap_unordered': ofIterable,
  'multiprocessing.pool.Pool.starmap': ofIterable,
  'multiprocessing.pool.Pool.starmap_async': ofIterable,
  'concurrent.futures.ProcessPoolExecutor.submit': { when: 'always', fn: [0, ''], rest: 1 },
  'concurrent.futures.ProcessPoolExecutor.map': { when: 'always', fn: [0, ''] },
  'asyncio.AbstractEventLoop.run_in_executor': { when: 'always', fn: [1, 'func'], rest: 2, pool: 0 },
};

/** Libraries that teach pickle more, for some or all of the program. */
export const TEACHES_PICKLE: ReadonlySet<string> = new Set([
  'dill',
  'cloudpickle',
  'copyreg',
  'multiprocess',
  'pathos',
]);

/** Methods by which a class says itself how its instances are pickled: https://docs.python.org/3/library/pickle.html */
export const PICKLES_ITSELF: readonly string[] = ['__getstate__', '__reduce__', '__reduce_ex__', '__getnewargs_ex__'];

/** Classes whose instances `pickle` refuses, as CPython 3.11 says when asked; sockets have a reducer of multiprocessing's. */
export const UNPICKLABLE: ReadonlySet<string> = new Set([
  ...[
    'Lock',
    'RLock',
    'Event',
    'Condition',
    'Semaphore',
    'BoundedSemaphore',
    'Barrier',
    'Thread',
    'Timer',
    'local',
  ].map((name) => `threading.${name}`),
  ...['Queue', 'LifoQueue', 'PriorityQueue', 'SimpleQueue'].map((name) => `queue.${name}`),
  ...['ThreadPoolExecutor', 'ProcessPoolExecutor', 'Future'].map((name) => `concurrent.futures.${name}`),
  ...['multiprocessing.pool.Pool', 'multiprocessing.pool.ThreadPool'],
  ...['io.TextIOWrapper', 'io.BufferedReader', 'gzip.GzipFile', 'bz2.BZ2File', 'lzma.LZMAFile', 'tarfile.TarFile'],
  ...['mmap.mmap', 'sqlite3.Connection', 'sqlite3.Cursor', 'ssl.SSLContext', 'subprocess.Popen'],
  ...['contextvars.Context', 'contextvars.ContextVar', 'weakref.WeakValueDictionary', 'weakref.WeakKeyDictionary'],
  ...['logging.StreamHandler', 'logging.FileHandler'],
]);

/** Those that are pickled while a process is being started, and refuse it at any other time. */
export const INHERITED_ONLY: ReadonlySet<string> = new Set([
  ...['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Event'].map((name) => `multiprocessing.synchronize.${name}`),
  ...['Queue', 'JoinableQueue', 'SimpleQueue'].map((name) => `multiprocessing.queues.${name}`),
  ...['Condition', 'Barrier', 'BoundedSemaphore', 'Value', 'Array', 'RawValue', 'RawArray'].map(
    (name) => `multiprocessing.${name}`,
  ),
]);

/** A thread's own means, given to a process directly: another rule says what to use instead. */
export const MEANS_OF_THREADS =
  /^(threading\.(Lock|RLock|Event|Condition|Semaphore|BoundedSemaphore|Barrier)|queue\.\w+)$/;

/** Calls that are given a function to run in the child before it becomes another program: `preexec_fn`. */
export const TAKES_PREEXEC: ReadonlySet<string> = new Set([
  ...['Popen', 'run', 'call', 'check_call', 'check_output'].map((name) => `subprocess.${name}`),
  'asyncio.create_subprocess_exec',
  'asyncio.create_subprocess_shell',
]);

/** Calls after which there is another thread: an executor starts one with a job, a pool all of them when it is made. */
export const STARTS_THREADS: ReadonlySet<string> = new Set([
  'threading.Thread.start',
  'threading.Timer.start',
  '_thread.start_new_thread',
  'concurrent.futures.ThreadPoolExecutor.submit',
  'concurrent.futures.ThreadPoolExecutor.map',
  'multiprocessing.pool.ThreadPool',
]);
