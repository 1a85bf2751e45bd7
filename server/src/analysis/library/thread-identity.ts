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

/**
 * Calls that only the main thread may make, with what they raise in others. An event loop sets its handlers by
 * `signal.set_wakeup_fd`, and turns the exception of that into its own.
 * Source: https://docs.python.org/3/library/signal.html#signals-and-threads
 */
export const MAIN_THREAD_ONLY: Readonly<Record<string, string>> = {
  'signal.signal': 'ValueError',
  'signal.set_wakeup_fd': 'ValueError',
  'asyncio.AbstractEventLoop.add_signal_handler': 'RuntimeError',
};
