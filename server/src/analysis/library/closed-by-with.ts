/** What the end of a `with` closes, so that nobody can use it behind the block. */

/**
 * Calls whose value a plain `with` closes at its end; not `sqlite3.connect`, whose `with` only ends a transaction.
 * Sources: https://docs.python.org/3/library/functions.html#open, https://docs.python.org/3/library/tempfile.html,
 * https://docs.python.org/3/library/contextlib.html#contextlib.closing and https://docs.python.org/3/library/socket.html
 */
export const CLOSED_BY_WITH: ReadonlySet<string> = new Set([
  'builtins.open',
  'contextlib.closing',
  'socket.socket',
  'socket.create_connection',
  'tempfile.NamedTemporaryFile',
  'tempfile.SpooledTemporaryFile',
  'tempfile.TemporaryDirectory',
  'tempfile.TemporaryFile',
]);

/** Methods that close what they are called on. */
export const CLOSING_METHODS: ReadonlySet<string> = new Set(['close', 'aclose', 'disconnect', 'shutdown', 'stop']);
