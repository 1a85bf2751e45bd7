/** What code asks again and again while it sleeps, and what wakes it instead. Sources: the documentation of each library. */

/** Calls that only let time pass, with what their library has for one who waits to be told. */
export const SLEEPS: Readonly<Record<string, { readonly event: string; readonly isAsync: boolean }>> = {
  'time.sleep': { event: 'threading.Event', isAsync: false },
  'gevent.sleep': { event: 'gevent.event.Event', isAsync: false },
  'eventlet.sleep': { event: 'eventlet.event.Event', isAsync: false },
  'asyncio.sleep': { event: 'asyncio.Event', isAsync: true },
  'anyio.sleep': { event: 'anyio.Event', isAsync: true },
  'trio.sleep': { event: 'trio.Event', isAsync: true },
};

interface PolledQuestion {
  /** The call that waits, in a thread and in a coroutine; `{}` is the object. */
  readonly waits: string;
  readonly awaits: string;
  /** Whether it waits while this is true, or until it is. */
  readonly isWhile: boolean;
}

/** Questions to things in memory that one can wait for. */
export const QUESTIONS: Readonly<Record<string, PolledQuestion>> = {
  'threading.Event.is_set': { waits: '{}.wait()', awaits: 'await asyncio.to_thread({}.wait)', isWhile: false },
  'threading.Thread.is_alive': { waits: '{}.join()', awaits: 'await asyncio.to_thread({}.join)', isWhile: true },
  'threading.Lock.locked': { waits: 'with {}:', awaits: 'asyncio.Lock', isWhile: true },
  'concurrent.futures.Future.done': { waits: '{}.result()', awaits: 'await asyncio.wrap_future({})', isWhile: false },
  'multiprocessing.pool.AsyncResult.ready': {
    waits: '{}.wait()',
    awaits: 'await asyncio.to_thread({}.wait)',
    isWhile: false,
  },
  'queue.Queue.empty': { waits: '{}.get()', awaits: 'asyncio.Queue', isWhile: true },
  'queue.Queue.qsize': { waits: '{}.get()', awaits: 'asyncio.Queue', isWhile: false },
  'queue.Queue.full': { waits: '{}.put(item)', awaits: 'asyncio.Queue', isWhile: true },
  'queue.SimpleQueue.empty': { waits: '{}.get()', awaits: 'asyncio.Queue', isWhile: true },
  'asyncio.Event.is_set': { waits: 'threading.Event', awaits: 'await {}.wait()', isWhile: false },
  'asyncio.Lock.locked': { waits: 'threading.Lock', awaits: 'async with {}:', isWhile: true },
  'asyncio.Future.done': { waits: '{}.add_done_callback(…)', awaits: 'await asyncio.wait([{}])', isWhile: false },
  'asyncio.Task.done': { waits: '{}.add_done_callback(…)', awaits: 'await asyncio.wait([{}])', isWhile: false },
  'asyncio.Queue.empty': { waits: 'queue.Queue', awaits: 'await {}.get()', isWhile: true },
  'asyncio.Queue.qsize': { waits: 'queue.Queue', awaits: 'await {}.get()', isWhile: false },
  'asyncio.Queue.full': { waits: 'queue.Queue', awaits: 'await {}.put(item)', isWhile: true },
  'anyio.Event.is_set': { waits: 'threading.Event', awaits: 'await {}.wait()', isWhile: false },
  'trio.Event.is_set': { waits: 'threading.Event', awaits: 'await {}.wait()', isWhile: false },
};

/** What tells the time: a limit to how long one asks. */
export const CLOCKS =
  /^time\.(time|monotonic|perf_counter)(_ns)?$|^asyncio\.AbstractEventLoop\.time$|^(anyio|trio)\.current_time$/;
