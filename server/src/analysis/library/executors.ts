/** What stops waiting for a job that runs on: the job of an executor cannot be cancelled once it has begun. */

/** Source: https://docs.python.org/3/library/asyncio-task.html#timeouts */
export const GIVING_UP: ReadonlySet<string> = new Set(['asyncio.wait_for']);

/** Classes of pools that one makes once and keeps. */
export const EXECUTORS: ReadonlySet<string> = new Set([
  'concurrent.futures.ThreadPoolExecutor',
  'concurrent.futures.ProcessPoolExecutor',
  'concurrent.futures.InterpreterPoolExecutor',
]);
