/** What the libraries say about cancellation: which exception carries it, and who tells that it was asked for. */

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
    [
      ...['asyncio.timeout', 'asyncio.timeout_at', 'async_timeout.timeout', 'async_timeout.timeout_at'],
      ...['anyio.fail_after', 'anyio.move_on_after', 'anyio.CancelScope'],
      ...['fail_after', 'fail_at', 'move_on_after', 'move_on_at', 'CancelScope'].map((name) => `trio.${name}`),
    ].map((name) => [name, 'limit' as const]),
  ),
  'asyncio.TaskGroup': 'group',
  'anyio.create_task_group': 'group',
  'trio.open_nursery': 'group',
};
