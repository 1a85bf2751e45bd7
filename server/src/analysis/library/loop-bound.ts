/** Objects that belong to the event loop under which they are first used, by class. */

/**
 * - `primitive`: remembers the loop once somebody has to wait for it, and refuses any other one from then on
 * - `client`: keeps connections that only work on the loop under which they were made
 */
export type LoopBound = 'primitive' | 'client';

const each = (kind: LoopBound, owner: string, names: string): [string, LoopBound][] =>
  names.split(' ').map((name) => [`${owner}.${name}`, kind]);

/**
 * By qualified name. Sources: https://docs.python.org/3/library/asyncio-sync.html,
 * https://www.python-httpx.org/async/, https://docs.aiohttp.org/en/stable/faq.html,
 * https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#using-multiple-asyncio-event-loops
 */
export const LOOP_BOUND: Readonly<Record<string, LoopBound>> = Object.fromEntries([
  ...each('primitive', 'asyncio', 'Lock Event Condition Semaphore BoundedSemaphore Barrier'),
  ...each('primitive', 'asyncio', 'Queue PriorityQueue LifoQueue'),
  ...each('client', 'httpx', 'AsyncClient'),
  ...each('client', 'aiohttp', 'ClientSession'),
  ...each('client', 'openai', 'AsyncOpenAI AsyncAzureOpenAI'),
  ...each('client', 'anthropic', 'AsyncAnthropic'),
  ...each('client', 'redis.asyncio', 'Redis'),
  ...each('client', 'asyncpg.pool', 'Pool'),
  ...each('client', 'elasticsearch', 'AsyncElasticsearch'),
  ...each('client', 'neo4j', 'AsyncDriver'),
  ...each('client', 'sqlalchemy.ext.asyncio', 'AsyncEngine async_sessionmaker'),
]);

/** Last parts of what makes them, where that is not the class itself. */
export const LOOP_BOUND_MAKERS: readonly string[] = ['create_async_engine', 'create_pool', 'driver', 'from_url'];

/** What makes a loop of its own for each call, and runs it to its end: the coroutine, or the function that makes it. */
export const LOOP_PER_CALL: Readonly<Record<string, 'coroutine' | 'function'>> = {
  'asyncio.run': 'coroutine',
  'uvloop.run': 'coroutine',
  'anyio.run': 'function',
};

/** Functions that a platform calls for each event, by their names: AWS Lambda's default, and what its guides call it. */
export const EVENT_HANDLER = /(^|_)handler$/;
