/** Which calls of the libraries run one of their arguments elsewhere: in a thread, a pool, a process, on the event loop. */

/** What runs a piece of code. */
export type ContextKind =
  | 'import'
  | 'main'
  | 'event-loop'
  | 'thread'
  | 'executor'
  | 'process'
  | 'signal-handler'
  | 'finalizer';

export interface Entry {
  readonly context: ContextKind;
  /** The argument that is run: its position and keyword. */
  readonly position: number;
  readonly keyword?: string;
  /**
   * When it starts: with the call itself, or when `.start()` is called on the result.
   */
  readonly starts: 'at-once' | 'on-start';
  /** Whether one call runs it several times at once. */
  readonly runsMany?: boolean;
  /** The argument that is the pool it runs in; `None` and nothing mean a pool of threads. */
  readonly pool?: { readonly position: number; readonly keyword?: string };
}

const onLoop = (position: number, keyword?: string): Entry => ({
  context: 'event-loop',
  position,
  ...(keyword === undefined ? {} : { keyword }),
  starts: 'at-once',
});
const inExecutor = (position: number, keyword?: string, runsMany = false): Entry => ({
  context: 'executor',
  position,
  ...(keyword === undefined ? {} : { keyword }),
  starts: 'at-once',
  runsMany,
});
const inProcess = (position: number, keyword?: string, runsMany = false): Entry => ({
  ...inExecutor(position, keyword, runsMany),
  context: 'process',
});

/** By qualified name. Signatures: the Python documentation of each module, and of anyio, trio, asgiref and Starlette. */
export const ENTRIES: Readonly<Record<string, Entry>> = {
  'threading.Thread': { context: 'thread', position: 1, keyword: 'target', starts: 'on-start' },
  'threading.Timer': { context: 'thread', position: 1, keyword: 'function', starts: 'on-start' },
  '_thread.start_new_thread': { context: 'thread', position: 0, keyword: 'function', starts: 'at-once' },
  '_thread.start_joinable_thread': { context: 'thread', position: 0, keyword: 'function', starts: 'at-once' },

  'concurrent.futures.Executor.submit': inExecutor(0),
  'concurrent.futures.Executor.map': inExecutor(0, undefined, true),
  'concurrent.futures.ProcessPoolExecutor.submit': inProcess(0),
  'concurrent.futures.ProcessPoolExecutor.map': inProcess(0, undefined, true),
  'concurrent.futures.InterpreterPoolExecutor.submit': inProcess(0),
  'concurrent.futures.InterpreterPoolExecutor.map': inProcess(0, undefined, true),
  'concurrent.futures.Future.add_done_callback': { context: 'thread', position: 0, keyword: 'fn', starts: 'at-once' },

  'asyncio.to_thread': inExecutor(0, 'func'),
  'asyncio.AbstractEventLoop.run_in_executor': { ...inExecutor(1, 'func'), pool: { position: 0, keyword: 'executor' } },
  'anyio.to_thread.run_sync': inExecutor(0, 'func'),
  'trio.to_thread.run_sync': inExecutor(0, 'sync_fn'),
  'asgiref.sync.sync_to_async': inExecutor(0, 'func'),
  'starlette.concurrency.run_in_threadpool': inExecutor(0, 'func'),
  'fastapi.concurrency.run_in_threadpool': inExecutor(0, 'func'),

  'multiprocessing.pool.ThreadPool.apply': inExecutor(0, 'func'),
  'multiprocessing.pool.ThreadPool.apply_async': inExecutor(0, 'func'),
  'multiprocessing.pool.ThreadPool.map': inExecutor(0, 'func', true),
  'multiprocessing.pool.ThreadPool.map_async': inExecutor(0, 'func', true),
  'multiprocessing.pool.ThreadPool.imap': inExecutor(0, 'func', true),
  'multiprocessing.pool.ThreadPool.imap_unordered': inExecutor(0, 'func', true),
  'multiprocessing.pool.ThreadPool.starmap': inExecutor(0, 'func', true),
  'multiprocessing.pool.ThreadPool.starmap_async': inExecutor(0, 'func', true),

  'multiprocessing.Process': { context: 'process', position: 1, keyword: 'target', starts: 'on-start' },
  'multiprocessing.pool.Pool.apply': inProcess(0, 'func'),
  'multiprocessing.pool.Pool.apply_async': inProcess(0, 'func'),
  'multiprocessing.pool.Pool.map': inProcess(0, 'func', true),
  'multiprocessing.pool.Pool.map_async': inProcess(0, 'func', true),
  'multiprocessing.pool.Pool.imap': inProcess(0, 'func', true),
  'multiprocessing.pool.Pool.imap_unordered': inProcess(0, 'func', true),
  'multiprocessing.pool.Pool.starmap': inProcess(0, 'func', true),
  'multiprocessing.pool.Pool.starmap_async': inProcess(0, 'func', true),

  'asyncio.AbstractEventLoop.call_soon': onLoop(0, 'callback'),
  'asyncio.AbstractEventLoop.call_soon_threadsafe': onLoop(0, 'callback'),
  'asyncio.AbstractEventLoop.call_later': onLoop(1, 'callback'),
  'asyncio.AbstractEventLoop.call_at': onLoop(1, 'callback'),
  'asyncio.AbstractEventLoop.add_reader': onLoop(1, 'callback'),
  'asyncio.AbstractEventLoop.add_writer': onLoop(1, 'callback'),
  'asyncio.AbstractEventLoop.add_signal_handler': onLoop(1, 'callback'),
  'asyncio.Task.add_done_callback': onLoop(0, 'fn'),
  'asyncio.Future.add_done_callback': onLoop(0, 'fn'),
  'anyio.from_thread.run': onLoop(0, 'func'),
  'anyio.from_thread.run_sync': onLoop(0, 'func'),
  'trio.from_thread.run': onLoop(0, 'afn'),
  'trio.from_thread.run_sync': onLoop(0, 'fn'),

  'signal.signal': { context: 'signal-handler', position: 1, keyword: 'handler', starts: 'at-once' },
  'weakref.finalize': { context: 'finalizer', position: 1, keyword: 'func', starts: 'at-once' },
};

/** Classes that run a method of their subclasses in a thread once started. */
export const THREAD_CLASSES: Readonly<Record<string, string>> = {
  'threading.Thread': 'run',
  'threading.Timer': 'run',
  'multiprocessing.Process': 'run',
};

/** Servers that handle each request in a thread of its own: the argument that is the handler class. */
export const THREADING_SERVERS: Readonly<Record<string, number>> = {
  'http.server.ThreadingHTTPServer': 1,
  'socketserver.ThreadingTCPServer': 1,
  'socketserver.ThreadingUDPServer': 1,
  'socketserver.ThreadingUnixStreamServer': 1,
  'socketserver.ThreadingUnixDatagramServer': 1,
};

/** The base that makes a server class of one's own do the same. */
export const THREADING_MIXIN = 'socketserver.ThreadingMixIn';

/** Methods of a request handler that the server calls; `do_GET` and the like by their prefix. */
export const HANDLER_METHODS: readonly string[] = ['setup', 'handle', 'finish'];
export const HANDLER_METHOD_PREFIX = 'do_';
