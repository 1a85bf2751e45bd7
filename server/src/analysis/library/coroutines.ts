/** Functions of the libraries that are written with `async def`: a call of one does nothing until it is awaited. */
import { lastName, lastNames } from './last-names.ts';
import { lookUp } from './results.ts';

const of = (owner: string, names: string): string[] => names.split(/\s+/).map((name) => `${owner}.${name}`);

const ACQUIRE = 'acquire';
const HTTP = 'get options head post put patch delete request';

/**
 * By qualified name; those of a base class count for the classes derived from it. What gives a future, a task or an object
 * that is entered by `async with` is not among them: that does its work, or is used in other ways, without an `await`.
 */
const COROUTINE_FUNCTIONS: readonly string[] = [
  // https://docs.python.org/3/library/asyncio-task.html, and the pages on streams, subprocesses, locks and queues
  ...of('asyncio', 'sleep wait_for wait to_thread open_connection open_unix_connection start_server'),
  ...of('asyncio', 'start_unix_server create_subprocess_exec create_subprocess_shell'),
  ...of('asyncio.StreamReader', 'read readline readexactly readuntil'),
  ...of('asyncio.StreamWriter', 'drain wait_closed start_tls'),
  ...of('asyncio.Lock', ACQUIRE),
  ...of('asyncio.Semaphore', ACQUIRE),
  ...of('asyncio.BoundedSemaphore', ACQUIRE),
  ...of('asyncio.Condition', 'acquire wait wait_for'),
  ...of('asyncio.Event', 'wait'),
  ...of('asyncio.Barrier', 'wait reset abort'),
  ...['Queue', 'PriorityQueue', 'LifoQueue'].flatMap((queue) => of(`asyncio.${queue}`, 'get put join')),
  ...of('asyncio.subprocess.Process', 'wait communicate'),
  ...of('asyncio.Server', 'start_serving serve_forever wait_closed'),
  // https://docs.python.org/3/library/asyncio-eventloop.html
  ...of('asyncio.AbstractEventLoop', 'shutdown_asyncgens shutdown_default_executor create_connection create_server'),
  ...of('asyncio.AbstractEventLoop', 'create_unix_connection create_unix_server connect_accepted_socket sendfile'),
  ...of('asyncio.AbstractEventLoop', 'create_datagram_endpoint start_tls getaddrinfo getnameinfo connect_read_pipe'),
  ...of('asyncio.AbstractEventLoop', 'connect_write_pipe subprocess_exec subprocess_shell sock_recv sock_recv_into'),
  ...of('asyncio.AbstractEventLoop', 'sock_recvfrom sock_sendall sock_sendto sock_connect sock_accept sock_sendfile'),
  // https://anyio.readthedocs.io/en/stable/api.html
  ...of('anyio', 'sleep sleep_until sleep_forever run_process open_process open_file connect_tcp connect_unix'),
  ...of('anyio', 'create_tcp_listener create_unix_listener create_udp_socket getaddrinfo'),
  ...['to_thread', 'to_process', 'to_interpreter'].map((module) => `anyio.${module}.run_sync`),
  ...of('anyio.lowlevel', 'checkpoint checkpoint_if_cancelled cancel_shielded_checkpoint'),
  ...of('anyio.Event', 'wait'),
  ...of('anyio.Lock', ACQUIRE),
  ...of('anyio.Semaphore', ACQUIRE),
  ...of('anyio.CapacityLimiter', 'acquire acquire_on_behalf_of'),
  ...of('anyio.Condition', 'acquire wait'),
  ...of('anyio.abc.TaskGroup', 'start'),
  ...of('anyio.abc.ByteStream', 'receive send aclose'),
  ...of(
    'anyio.Path',
    'read_text read_bytes write_text write_bytes exists is_file is_dir mkdir rmdir unlink rename touch',
  ),
  // https://trio.readthedocs.io/en/stable/reference-core.html and reference-io.html
  ...of('trio', 'sleep sleep_until sleep_forever run_process open_file open_tcp_stream open_unix_socket serve_tcp'),
  ...of('trio', 'open_tcp_listeners serve_listeners aclose_forcefully'),
  'trio.to_thread.run_sync',
  ...of('trio.lowlevel', 'checkpoint checkpoint_if_cancelled cancel_shielded_checkpoint wait_readable wait_writable'),
  ...of('trio.Event', 'wait'),
  ...of('trio.Lock', ACQUIRE),
  ...of('trio.Semaphore', ACQUIRE),
  ...of('trio.CapacityLimiter', 'acquire acquire_on_behalf_of'),
  ...of('trio.Condition', 'acquire wait'),
  ...of('trio.Nursery', 'start'),
  // https://www.python-httpx.org/async/; `stream` is entered by `async with`
  ...of('httpx.AsyncClient', `${HTTP} send aclose`),
  // https://docs.aiohttp.org/en/stable/client_reference.html; requests can be entered by `async with` as well
  ...of('aiohttp.ClientSession', 'close'),
  ...of('aiohttp.ClientWebSocketResponse', 'send_str send_bytes send_json ping pong close receive receive_str'),
  ...of('aiohttp.ClientWebSocketResponse', 'receive_bytes receive_json'),
  // https://magicstack.github.io/asyncpg/current/api/index.html
  ...['connection.Connection', 'pool.Pool'].flatMap((owner) =>
    of(`asyncpg.${owner}`, 'execute executemany fetch fetchrow fetchval copy_from_query copy_to_table close'),
  ),
  'asyncpg.pool.Pool.release',
  // https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html
  ...of('sqlalchemy.ext.asyncio.AsyncSession', 'execute scalar scalars get commit rollback flush refresh delete merge'),
  ...of('sqlalchemy.ext.asyncio.AsyncSession', 'close reset stream stream_scalars run_sync connection'),
  ...of('sqlalchemy.ext.asyncio.AsyncConnection', 'commit rollback close scalar scalars execute run_sync'),
  ...of('sqlalchemy.ext.asyncio.AsyncEngine', 'dispose'),
  // https://websockets.readthedocs.io/en/stable/reference/asyncio/client.html
  ...of('websockets.asyncio.connection.Connection', 'recv send close wait_closed ping pong'),
];

/** Whether a function of a library is one whose calls make a coroutine. */
export function isLibraryCoroutine(name: string): boolean {
  return LAST_NAMES.has(lastName(name)) && lookUp(BY_NAME, name) !== undefined;
}

const BY_NAME: ReadonlyMap<string, true> = new Map(COROUTINE_FUNCTIONS.map((name) => [name, true]));
const LAST_NAMES: ReadonlySet<string> = lastNames(COROUTINE_FUNCTIONS);

/** What builtin functions make of a coroutine object that they are given: none of them awaits it. */
export const MISUSED_BY_BUILTINS: ReadonlyMap<string, 'tested' | 'formatted' | 'iterated' | 'computed'> = new Map([
  ['builtins.bool', 'tested'],
  ...['print', 'str', 'repr', 'format'].map((name) => [`builtins.${name}`, 'formatted'] as const),
  ...['list', 'tuple', 'set', 'frozenset', 'dict', 'sorted', 'iter', 'enumerate', 'any', 'all', 'sum'].map(
    (name) => [`builtins.${name}`, 'iterated'] as const,
  ),
  ...['int', 'float', 'len', 'abs', 'round', 'min', 'max', 'range'].map(
    (name) => [`builtins.${name}`, 'computed'] as const,
  ),
]);

/** Builtin functions that only ask whether the items of a container are true. */
export const CONTAINER_TESTS: ReadonlySet<string> = new Set(['builtins.any', 'builtins.all']);
