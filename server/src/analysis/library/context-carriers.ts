/** What begins a thread, or gives a job to one, without the context variables of the code that does it. */

/**
 * By the names of their entries. `asyncio.to_thread`, `anyio.to_thread.run_sync` and `sync_to_async` take a copy along.
 * Source: https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread and
 * https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.run_in_executor
 */
export const CONTEXT_LOSERS =
  /^(threading\.(Thread|Timer)|_thread\.start_new_thread|concurrent\.futures\.(Executor|ThreadPoolExecutor)\.(submit|map)|asyncio\.AbstractEventLoop\.run_in_executor|multiprocessing\.pool\.ThreadPool\.\w+)$/;

/**
 * Those that take a copy along on a free-threaded build of Python 3.14.
 * Source: https://docs.python.org/3.14/using/cmdline.html#cmdoption-X
 */
export const CONTEXT_INHERITORS = /^threading\.(Thread|Timer)$/;

export const CONTEXT_VARIABLE = 'contextvars.ContextVar';
