/**
 * Objects that one task at a time may use, as their documentation or their own check says. Each entry was compared with the
 * page or the source that it names, and the messages with what the libraries raise.
 */
import { lookUpClass } from './results.ts';

export interface TaskUnsafe {
  /** What it is, with its article: 'an AsyncSession'. */
  readonly what: string;
  /** The operations of which only one may be under way; others may go on beside them. */
  readonly exclusive: RegExp;
  /** What happens, as a sentence of its own. */
  readonly harm: string;
  readonly instead: string;
}

/** https://docs.sqlalchemy.org/en/20/orm/session_basics.html#is-the-session-thread-safe-is-asyncsession-safe-to-share-in-concurrent-tasks */
const SESSION: TaskUnsafe = {
  what: 'an AsyncSession',
  exclusive:
    /^(execute|scalars?|stream(_scalars)?|get(_one)?|merge|delete|flush|commit|rollback|refresh|run_sync|connection)$/,
  harm: "SQLAlchemy raises 'This session is provisioning a new connection', or both tasks get mixed up in one transaction.",
  instead: 'Open a session in each task, or await one call after the other.',
};

/** Only one reader at a time: the methods look and raise RuntimeError, in `_wait_for_data` of Lib/asyncio/streams.py. */
const READER: TaskUnsafe = {
  what: 'a StreamReader',
  exclusive: /^(read|readline|readexactly|readuntil|__anext__)$/,
  harm: "The second one raises RuntimeError: 'called while another coroutine is already waiting for incoming data'.",
  instead: "Let one task read, and hand what it has read to the others through an 'asyncio.Queue'.",
};

const CLASSES: Readonly<Record<string, TaskUnsafe>> = {
  'sqlalchemy.ext.asyncio.AsyncSession': SESSION,
  // The proxy of a Connection: https://docs.sqlalchemy.org/en/20/core/connections.html#sqlalchemy.engine.Connection
  'sqlalchemy.ext.asyncio.AsyncConnection': {
    ...SESSION,
    what: 'an AsyncConnection',
    exclusive: /^(execute|exec_driver_sql|scalars?|stream(_scalars)?|commit|rollback|begin|begin_nested|run_sync)$/,
    instead: 'Take a connection from the engine in each task, or await one call after the other.',
  },
  // `_check_state` looks: https://github.com/MagicStack/asyncpg/blob/master/asyncpg/protocol/protocol.pyx
  'asyncpg.connection.Connection': {
    what: 'a connection',
    exclusive: /^(execute|executemany|fetch\w*|copy_\w+|prepare)$/,
    harm: "asyncpg raises InterfaceError: 'another operation is in progress'.",
    instead: 'Take a connection from a pool in each task, or call the pool itself.',
  },
  // "Not concurrency-safe": https://neo4j.com/docs/api/python-driver/current/async_api.html#asyncsession
  'neo4j.AsyncSession': {
    what: 'an AsyncSession',
    exclusive: /^(run|execute_(read|write)|begin_transaction|(read|write)_transaction)$/,
    harm: 'Both are in one session, and one closes the transaction or the result of the other.',
    instead: 'Open a session per task from the driver.',
  },
  // https://websockets.readthedocs.io/en/stable/reference/asyncio/common.html#websockets.asyncio.connection.Connection.recv
  'websockets.asyncio.connection.Connection': {
    ...READER,
    what: 'a WebSocket',
    exclusive: /^(recv|recv_streaming|__anext__)$/,
    harm: 'The second one raises ConcurrencyError (RuntimeError in older versions), as another is already running recv.',
  },
  // https://github.com/aio-libs/aiohttp/blob/master/aiohttp/client_ws.py, in `receive`
  'aiohttp.ClientWebSocketResponse': {
    ...READER,
    what: 'a WebSocket',
    exclusive: /^(receive|receive_(str|bytes|json)|__anext__)$/,
    harm: "The second one raises RuntimeError: 'Concurrent call to receive() is not allowed'.",
  },
  'asyncio.StreamReader': READER,
};

export function taskUnsafeClass(name: string): TaskUnsafe | undefined {
  return lookUpClass(CLASSES, name);
}

/** The names of all exclusive operations together: other calls need no closer look. */
export function isExclusiveSomewhere(method: string): boolean {
  return Object.values(CLASSES).some(({ exclusive }) => exclusive.test(method));
}
