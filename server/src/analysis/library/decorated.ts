/** What decorators and wrapping calls of the libraries make of a function. */
import { REGISTRATIONS } from './entries.ts';
import { lastNames } from './last-names.ts';
import { lookUp } from './results.ts';

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
  // https://docs.djangoproject.com/en/stable/topics/http/decorators/
  'django.contrib.auth.decorators.login_required',
  'django.contrib.auth.decorators.permission_required',
  'django.contrib.auth.decorators.user_passes_test',
  'django.contrib.admin.views.decorators.staff_member_required',
  'django.views.decorators.cache.cache_page',
  'django.views.decorators.cache.never_cache',
  'django.views.decorators.csrf.csrf_exempt',
  'django.views.decorators.csrf.csrf_protect',
  'django.views.decorators.csrf.ensure_csrf_cookie',
  'django.views.decorators.http.require_GET',
  'django.views.decorators.http.require_POST',
  'django.views.decorators.http.require_safe',
  'django.views.decorators.http.require_http_methods',
  'flask_login.login_required',
  // https://doc.qt.io/qtforpython-6/PySide6/QtCore/Slot.html
  'qt.QtCore.Slot',
  'qt.QtCore.pyqtSlot',
]);

/** Whether a decorated function is still known by its name: what only registers a function gives it back. */
export function isTransparentDecorator(name: string): boolean {
  if (TRANSPARENT_DECORATORS.has(name)) return true;
  const registration = lookUp(REGISTRATIONS, name);
  return registration !== undefined && !registration.isReplaced;
}

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

/** What keeps the result of a function and gives it again, without asking whether it can be used twice. */
const CACHES: ReadonlySet<string> = new Set([
  // https://docs.python.org/3/library/functools.html
  ...['lru_cache', 'cache', 'cached_property'].map((name) => `functools.${name}`),
  // https://docs.djangoproject.com/en/stable/ref/utils/#module-django.utils.functional
  'django.utils.functional.cached_property',
  // https://werkzeug.palletsprojects.com/en/stable/utils/#werkzeug.utils.cached_property
  'werkzeug.utils.cached_property',
  // https://cachetools.readthedocs.io/en/stable/
  ...['cached', 'cachedmethod'].map((name) => `cachetools.${name}`),
  ...['fifo', 'lfu', 'lru', 'rr', 'ttl'].map((name) => `cachetools.func.${name}_cache`),
  'propcache.cached_property',
  'propcache.api.cached_property',
]);

export function isCache(name: string): boolean {
  return CACHES.has(name);
}

/** Last parts of these names, for the cheap question. */
export const CACHE_NAMES: ReadonlySet<string> = lastNames(CACHES);
