/** Methods of asynchronous clients that wait for a server, and that any number of tasks may call at a time. */

const HTTP = 'get post put delete head options patch request';

/**
 * By class. Sources: https://docs.aiohttp.org/en/stable/client_reference.html ("encapsulates a connection pool"),
 * https://www.python-httpx.org/api/#asyncclient ("can be shared between tasks"), and
 * https://magicstack.github.io/asyncpg/current/api/index.html#connection-pools ("using one of its connections")
 */
const METHODS: Readonly<Record<string, string>> = {
  'aiohttp.ClientSession': `${HTTP} ws_connect`,
  'httpx.AsyncClient': `${HTTP} send stream`,
  'asyncpg.pool.Pool': 'execute executemany fetch fetchrow fetchval',
};

export const POOLED_REQUESTS: ReadonlySet<string> = new Set(
  Object.entries(METHODS).flatMap(([cls, names]) => names.split(' ').map((name) => `${cls}.${name}`)),
);

/** Last parts of the names. */
export const POOLED_METHODS: ReadonlySet<string> = new Set(Object.values(METHODS).flatMap((names) => names.split(' ')));
