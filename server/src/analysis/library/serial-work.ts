/** Calls that start something and calls that wait for it: what a loop that pairs them does one at a time. */
import { RUNNERS } from './event-loops.ts';

/** A thread, a process, a job of a pool, a task. */
export type Worker = 'thread' | 'process' | 'job' | 'task';

/**
 * By what is waited for: the class, or the call that gives it, and the method whose return means that it is done.
 * Sources: https://docs.python.org/3/library/threading.html#threading.Thread.join,
 * https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.result and
 * https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.AsyncResult.get
 */
export const STARTED_BY_METHOD: Readonly<Record<string, Worker>> = {
  'threading.Thread': 'thread',
  'multiprocessing.Process': 'process',
};

export const JOBS: Readonly<Record<string, 'result' | 'get'>> = {
  'concurrent.futures.Executor.submit': 'result',
  'concurrent.futures.ProcessPoolExecutor.submit': 'result',
  'concurrent.futures.InterpreterPoolExecutor.submit': 'result',
  'multiprocessing.pool.Pool.apply_async': 'get',
  'multiprocessing.pool.ThreadPool.apply_async': 'get',
};

/** Calls that give a job to a pool and wait for it. https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.apply */
export const JOBS_WAITED_FOR: ReadonlySet<string> = new Set([
  'multiprocessing.pool.Pool.apply',
  'multiprocessing.pool.ThreadPool.apply',
]);

export const TASKS: ReadonlySet<string> = new Set([
  'asyncio.create_task',
  'asyncio.AbstractEventLoop.create_task',
  'asyncio.TaskGroup.create_task',
]);

/** What is given a coroutine, so that code without a loop has its result: there is no other way to wait for it. */
export const RUNS_A_LOOP: ReadonlySet<string> = new Set([...RUNNERS, 'asyncio.AbstractEventLoop.run_forever']);
