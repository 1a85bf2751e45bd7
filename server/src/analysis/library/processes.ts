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
