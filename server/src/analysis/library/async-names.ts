/** Names of asynchronous libraries: what `await` and `async with` give, as their documentation and sources say. */
import type { LibraryNames } from './standard-names.ts';

/** A call of `name` gives something that can be awaited, or entered, for an instance of `of`. */
const awaitable = (name: string, of: string): Record<string, string> => ({
  [name]: name,
  [`${name}.__await__`]: of,
  [`${name}.__enter__`]: of,
});

const ASYNC_SESSION = 'sqlalchemy.ext.asyncio.AsyncSession';
const ASYNC_CONNECTION = 'sqlalchemy.ext.asyncio.AsyncConnection';
const WEBSOCKET = 'websockets.asyncio.connection.Connection';
const STREAMS = ['asyncio.StreamReader', 'asyncio.StreamWriter'] as const;

const HTTP_METHODS = ['get', 'post', 'put', 'delete', 'head', 'options', 'patch', 'request'];

/** The answers to the requests of a client, which one awaits or enters. */
const answers = (client: string, of: string): Record<string, string> =>
  Object.assign({}, ...HTTP_METHODS.map((method) => awaitable(`${client}.${method}`, of)));

export const ASYNC_NAMES: LibraryNames = {
  aliases: [
    ['sqlalchemy.ext.asyncio.session', 'sqlalchemy.ext.asyncio'],
    ['sqlalchemy.ext.asyncio.engine', 'sqlalchemy.ext.asyncio'],
    ['sqlmodel.ext.asyncio.session.AsyncSession', 'sqlmodel.ext.asyncio.AsyncSession'],
    ['asyncpg.Connection', 'asyncpg.connection.Connection'],
    ['asyncpg.Pool', 'asyncpg.pool.Pool'],
    ['websockets.asyncio.client.connect', 'websockets.connect'],
    ['websockets.client.connect', 'websockets.connect'],
    ['websockets.legacy.client.connect', 'websockets.connect'],
    ['asyncio.streams', 'asyncio'],
    ['aiohttp.client.ClientSession', 'aiohttp.ClientSession'],
    ['aiohttp.client_ws.ClientWebSocketResponse', 'aiohttp.ClientWebSocketResponse'],
  ],
  results: {
    'sqlalchemy.ext.asyncio.create_async_engine': 'sqlalchemy.ext.asyncio.AsyncEngine',
    'sqlalchemy.ext.asyncio.async_sessionmaker': 'sqlalchemy.ext.asyncio.async_sessionmaker',
    'sqlalchemy.ext.asyncio.async_sessionmaker.__call__': ASYNC_SESSION,
    ...awaitable('sqlalchemy.ext.asyncio.async_sessionmaker.begin', ASYNC_SESSION),
    ...awaitable('sqlalchemy.ext.asyncio.AsyncEngine.connect', ASYNC_CONNECTION),
    ...awaitable('sqlalchemy.ext.asyncio.AsyncEngine.begin', ASYNC_CONNECTION),
    ...awaitable('asyncio.create_subprocess_exec', 'asyncio.subprocess.Process'),
    ...awaitable('asyncio.create_subprocess_shell', 'asyncio.subprocess.Process'),
    ...awaitable('asyncio.start_server', 'asyncio.Server'),
    ...awaitable('asyncpg.connect', 'asyncpg.connection.Connection'),
    ...awaitable('asyncpg.create_pool', 'asyncpg.pool.Pool'),
    ...awaitable('asyncpg.pool.Pool.acquire', 'asyncpg.connection.Connection'),
    ...awaitable('websockets.connect', WEBSOCKET),
    ...answers('aiohttp.ClientSession', 'aiohttp.ClientResponse'),
    ...answers('httpx.AsyncClient', 'httpx.Response'),
    ...awaitable('aiohttp.ClientSession.ws_connect', 'aiohttp.ClientWebSocketResponse'),
    'neo4j.AsyncGraphDatabase.driver': 'neo4j.AsyncDriver',
    'neo4j.AsyncDriver.session': 'neo4j.AsyncSession',
  },
  tuples: {
    'asyncio.open_connection': STREAMS,
    'asyncio.open_unix_connection': STREAMS,
  },
  superclasses: {
    'sqlmodel.ext.asyncio.AsyncSession': ASYNC_SESSION,
    'sqlalchemy.ext.asyncio.async_scoped_session': '',
    'websockets.asyncio.client.ClientConnection': WEBSOCKET,
    'websockets.asyncio.server.ServerConnection': WEBSOCKET,
    'websockets.ClientConnection': WEBSOCKET,
    'websockets.ServerConnection': WEBSOCKET,
    'websockets.WebSocketClientProtocol': WEBSOCKET,
    'websockets.WebSocketServerProtocol': WEBSOCKET,
  },
};
