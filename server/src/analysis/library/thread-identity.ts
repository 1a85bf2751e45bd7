/** How code asks which thread it runs in. Source: https://docs.python.org/3/library/threading.html */

export const CURRENT_THREAD: ReadonlySet<string> = new Set([
  'threading.current_thread',
  'threading.currentThread',
  'threading.get_ident',
  'threading.get_native_id',
  '_thread.get_ident',
]);

export const MAIN_THREAD: ReadonlySet<string> = new Set(['threading.main_thread']);

/** The name that the main thread has, with its quotes. */
export const MAIN_THREAD_NAME = /^['"]MainThread['"]$/;
