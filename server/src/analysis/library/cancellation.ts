/** What the libraries say about cancellation: which exception carries it, and who tells that it was asked for. */
import { TIMED_SCOPES } from './synchronization.ts';

/**
 * The exceptions that cancel a task. Sources: https://docs.python.org/3/library/asyncio-exceptions.html,
 * https://trio.readthedocs.io/en/stable/reference-core.html#trio.Cancelled
 */
export const CANCELLATIONS: ReadonlySet<string> = new Set(['asyncio.CancelledError', 'trio.Cancelled']);

/** A call of it gives the exception of the library that runs the code. */
export const CANCELLATION_CLASS = 'anyio.get_cancelled_exc_class';

/** Calls that do not come back. */
export const NEVER_RETURNING: ReadonlySet<string> = new Set([
  ...['sys.exit', 'os._exit', 'os.abort', 'builtins.exit', 'builtins.quit'],
  ...['pytest.fail', 'pytest.skip', 'pytest.exit'],
]);

/** Methods of a task by which code tells its own cancellation from that of a child, or takes it back. */
export const CANCELLATION_COUNTERS: ReadonlySet<string> = new Set(['cancelling', 'uncancel']);

/** Methods that hand an outcome, such as a cancellation, to somebody else. */
export const HANDING_ON: ReadonlySet<string> = new Set(['cancel', 'set_exception', 'set_result', 'throw', 'athrow']);

/** Calls that only look at an exception. */
export const LOOKING_AT =
  /^(debug|info|warn|warning|error|exception|critical|fatal|log|trace|print|echo|str|repr|type|isinstance|format|format_exc|format_exception|print_exception|print_exc|getattr|hasattr|len|success|write)$/;

/** Contexts that cancel the task that has entered them when something else happens: time is up, or a task has failed. */
export const CANCELLING_SCOPES: Readonly<Record<string, 'limit' | 'group'>> = {
  ...Object.fromEntries(
    [...TIMED_SCOPES, 'anyio.CancelScope', 'trio.fail_at', 'trio.move_on_at', 'trio.CancelScope'].map((name) => [
      name,
      'limit' as const,
    ]),
  ),
  'asyncio.TaskGroup': 'group',
  'anyio.create_task_group': 'group',
  'trio.open_nursery': 'group',
};

/**
 * Calls that run a function in a thread: the position of the function. The thread goes on when the wait is cancelled.
 * Source: https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread
 */
export const THREAD_HOPS: Readonly<Record<string, number>> = {
  'asyncio.to_thread': 0,
  'asyncio.AbstractEventLoop.run_in_executor': 1,
};

/**
 * Those whose wait is not cancelled before the function returns, unless they are told to abandon it. Sources:
 * https://anyio.readthedocs.io/en/stable/threads.html, https://trio.readthedocs.io/en/stable/reference-core.html#trio.to_thread.run_sync
 */
export const UNCANCELLABLE_HOPS: Readonly<Record<string, number>> = {
  'anyio.to_thread.run_sync': 0,
  'trio.to_thread.run_sync': 0,
};

/** Names of what tells work to stop, or limits it. */
export const STOP_NAME =
  /(^|_)(stop|stopped|stopping|cancel|cancelled|canceled|cancellation|abort|aborted|quit|kill|halt|shutdown|deadline|timeout|event|token|is_set|alive|running)(_|$)|check_cancelled|(Stop|Cancel|Abort|Quit|Shutdown|Deadline|Timeout|Event|Token)(ped|led)?$/;

/** Methods by which one makes work in another thread or process end, or fail. */
export const STOPPERS: ReadonlySet<string> = new Set([
  ...[
    'set',
    'stop',
    'kill',
    'terminate',
    'close',
    'abort',
    'interrupt',
    'send_signal',
    '_exit',
    'exit',
    'request_stop',
  ],
]);
