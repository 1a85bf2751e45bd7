/** What opens a connection of its own each time. */
import type { Wait } from './blocking.ts';

/**
 * Awaited, or entered by `async with`. Sources: the documentation of asyncio, anyio, trio, asyncpg, websockets and asyncssh;
 * pools and shared clients, which limit their connections, are not among them.
 */
export const CONNECTS: ReadonlySet<string> = new Set([
  ...['asyncio.open_connection', 'asyncio.AbstractEventLoop.create_connection'],
  ...['anyio.connect_tcp', 'trio.open_tcp_stream', 'trio.open_ssl_over_tcp_stream'],
  ...['asyncpg.connect', 'websockets.connect', 'asyncssh.connect', 'aio_pika.connect', 'aiosmtplib.send'],
]);

/** Clients with a pool of connections, which limits nothing where each task makes one for itself. */
export const POOLED_CLIENTS: ReadonlySet<string> = new Set(['aiohttp.ClientSession', 'httpx.AsyncClient']);

/** What a blocking call waits for that has a connection to somebody else. */
export const REMOTE_WAITS: ReadonlySet<Wait> = new Set<Wait>([
  'http',
  'socket',
  'network',
  'rpc',
  'ssh',
  'cloud',
  'database',
]);

/** What the name of something says that lets in only so many at a time. */
export const LIMITING_NAME = /sem|limit|slot|thrott|rate|bucket|lock|pool|guard|concurren|acquire/i;
