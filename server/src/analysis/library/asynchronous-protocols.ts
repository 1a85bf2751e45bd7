/** Which objects of the libraries are entered or iterated over with `async`, and which without; both ways are not listed. */
import { lookUpClass } from './results.ts';

export type ProtocolKind = 'plain' | 'asynchronous';

const of = (kind: ProtocolKind, owner: string, names: string): Record<string, ProtocolKind> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [`${owner}.${name}`, kind]));

/**
 * Context managers, by class or by the function that gives one. Sources: the documentation of each; `aiohttp.ClientSession`
 * has an `__enter__` that raises TypeError.
 */
const CONTEXT_MANAGERS: Readonly<Record<string, ProtocolKind>> = {
  ...of(
    'asynchronous',
    'asyncio',
    'Lock Semaphore BoundedSemaphore Condition TaskGroup timeout timeout_at Server Barrier',
  ),
  ...of('asynchronous', 'anyio', 'Lock Semaphore Condition CapacityLimiter create_task_group abc.TaskGroup'),
  ...of('asynchronous', 'trio', 'Lock StrictFIFOLock Semaphore Condition CapacityLimiter open_nursery Nursery'),
  ...of('asynchronous', 'aiohttp', 'ClientSession ClientSession.ws_connect'),
  ...of('asynchronous', 'httpx', 'AsyncClient AsyncClient.stream'),
  ...of('asynchronous', 'asyncpg', 'create_pool pool.Pool pool.Pool.acquire'),
  ...of('asynchronous', 'sqlalchemy.ext.asyncio', 'AsyncSession AsyncEngine.begin AsyncEngine.connect AsyncConnection'),
  'aiofiles.open': 'asynchronous',
  'contextlib.AsyncExitStack': 'asynchronous',
  ...of('plain', 'threading', 'Lock RLock Condition Semaphore BoundedSemaphore'),
  ...of('plain', 'multiprocessing.synchronize', 'Lock RLock Semaphore'),
  ...of('plain', 'multiprocessing', 'Condition pool.Pool'),
  ...of('plain', 'concurrent.futures', 'ThreadPoolExecutor ProcessPoolExecutor'),
  ...of('plain', 'trio', 'CancelScope move_on_after move_on_at fail_after fail_at'),
  ...of('plain', 'contextlib', 'suppress redirect_stdout redirect_stderr closing ExitStack'),
  ...of('plain', 'tempfile', 'TemporaryDirectory NamedTemporaryFile TemporaryFile SpooledTemporaryFile'),
  ...{ 'io.IOBase': 'plain', 'socket.socket': 'plain', 'sqlite3.Connection': 'plain', 'subprocess.Popen': 'plain' },
  ...{ 'zipfile.ZipFile': 'plain', 'tarfile.TarFile': 'plain', 'requests.Session': 'plain', 'httpx.Client': 'plain' },
  ...{ 'asyncio.Runner': 'plain', 'http.client.HTTPResponse': 'plain' },
};

/** What one loops over, by class or by the function that gives it. Sources: the documentation of each. */
const ITERABLES: Readonly<Record<string, ProtocolKind>> = {
  'asyncio.StreamReader': 'asynchronous',
  'websockets.asyncio.connection.Connection': 'asynchronous',
  'aiohttp.ClientWebSocketResponse': 'asynchronous',
  'anyio.abc.ByteStream': 'asynchronous',
  ...of('plain', 'builtins', 'range enumerate zip map filter reversed sorted list tuple set frozenset dict'),
  'io.IOBase': 'plain',
};

/** How a context manager of the libraries is entered; undefined where that is not known, or both ways go. */
export function kindOfContextManager(name: string): ProtocolKind | undefined {
  return lookUpClass(CONTEXT_MANAGERS, name);
}

/** How one loops over something of the libraries. */
export function kindOfIterable(name: string): ProtocolKind | undefined {
  return lookUpClass(ITERABLES, name);
}

/** Builtin functions that go through what they are given at once. */
export const CONSUMERS: ReadonlySet<string> = new Set(
  [
    'list',
    'tuple',
    'set',
    'frozenset',
    'dict',
    'sorted',
    'sum',
    'any',
    'all',
    'min',
    'max',
    'enumerate',
    'next',
    'iter',
  ].map((name) => `builtins.${name}`),
);
