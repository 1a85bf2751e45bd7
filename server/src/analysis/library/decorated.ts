/** What decorators and wrapping calls of the libraries make of a function. */

/** Decorators that turn a function into an object: the object's class. */
export const DECORATED: Readonly<Record<string, string>> = {
  'celery.Celery.task': 'celery.app.task.Task',
  'celery.shared_task': 'celery.app.task.Task',
};

/** Awaited calls that give what a function gives that they call: the position of the function. */
export const WRAPPED_CALLS: Readonly<Record<string, number>> = {
  'asyncio.to_thread': 0,
  'asyncio.AbstractEventLoop.run_in_executor': 1,
  'anyio.to_thread.run_sync': 0,
  'trio.to_thread.run_sync': 0,
  'starlette.concurrency.run_in_threadpool': 0,
  'fastapi.concurrency.run_in_threadpool': 0,
};

/** Decorators that give back a function which does what the decorated one does, in the same context. */
const TRANSPARENT_DECORATORS: ReadonlySet<string> = new Set([
  'builtins.staticmethod',
  'builtins.classmethod',
  'functools.cache',
  'functools.lru_cache',
  'functools.wraps',
  'functools.singledispatch',
  'abc.abstractmethod',
  'typing.override',
  'typing.final',
  'typing.no_type_check',
  'typing_extensions.override',
  'contextlib.contextmanager',
  'contextlib.asynccontextmanager',
  'atexit.register',
]);

/** Whether a decorated function is still known by its name. */
export function isTransparentDecorator(name: string): boolean {
  return TRANSPARENT_DECORATORS.has(name);
}
