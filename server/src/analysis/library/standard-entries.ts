/** What Python's own library runs in threads, pools, processes, signal handlers and finalizers. */
import type { Entry, LibraryEntries, Server } from './entries.ts';

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
const REQUEST_HANDLER = { position: 1, keyword: 'RequestHandlerClass' } as const;
/** https://docs.python.org/3/library/socketserver.html#asynchronous-mixins */
const threaded: Server = { context: 'thread', runsMany: true, ...REQUEST_HANDLER };
const forked: Server = { context: 'process', runsMany: true, ...REQUEST_HANDLER };

/** Signatures: the Python documentation of each module. */
export const STANDARD_ENTRIES: LibraryEntries = {
  calls: {
    'threading.Thread': { context: 'thread', position: 1, keyword: 'target', starts: 'on-start' },
    'threading.Timer': { context: 'thread', position: 1, keyword: 'function', starts: 'on-start' },
    '_thread.start_new_thread': { context: 'thread', position: 0, keyword: 'function', starts: 'at-once' },
    '_thread.start_joinable_thread': { context: 'thread', position: 0, keyword: 'function', starts: 'at-once' },
    'multiprocessing.dummy.Process': { context: 'thread', position: 1, keyword: 'target', starts: 'on-start' },

    'concurrent.futures.Executor.submit': inExecutor(0),
    'concurrent.futures.Executor.map': inExecutor(0, undefined, true),
    'concurrent.futures.ProcessPoolExecutor.submit': inProcess(0),
    'concurrent.futures.ProcessPoolExecutor.map': inProcess(0, undefined, true),
    'concurrent.futures.InterpreterPoolExecutor.submit': inProcess(0),
    'concurrent.futures.InterpreterPoolExecutor.map': inProcess(0, undefined, true),
    // Every worker calls its initializer when it starts.
    'concurrent.futures.ThreadPoolExecutor': inExecutor(2, 'initializer', true),
    'concurrent.futures.ProcessPoolExecutor': inProcess(2, 'initializer', true),
    'concurrent.futures.Future.add_done_callback': { context: 'thread', position: 0, keyword: 'fn', starts: 'at-once' },

    'multiprocessing.pool.ThreadPool': inExecutor(1, 'initializer', true),
    'multiprocessing.pool.ThreadPool.apply': inExecutor(0, 'func'),
    'multiprocessing.pool.ThreadPool.apply_async': inExecutor(0, 'func'),
    'multiprocessing.pool.ThreadPool.map': inExecutor(0, 'func', true),
    'multiprocessing.pool.ThreadPool.map_async': inExecutor(0, 'func', true),
    'multiprocessing.pool.ThreadPool.imap': inExecutor(0, 'func', true),
    'multiprocessing.pool.ThreadPool.imap_unordered': inExecutor(0, 'func', true),
    'multiprocessing.pool.ThreadPool.starmap': inExecutor(0, 'func', true),
    'multiprocessing.pool.ThreadPool.starmap_async': inExecutor(0, 'func', true),

    'multiprocessing.Process': { context: 'process', position: 1, keyword: 'target', starts: 'on-start' },
    'multiprocessing.Pool': inProcess(1, 'initializer', true),
    'multiprocessing.pool.Pool.apply': inProcess(0, 'func'),
    'multiprocessing.pool.Pool.apply_async': inProcess(0, 'func'),
    'multiprocessing.pool.Pool.map': inProcess(0, 'func', true),
    'multiprocessing.pool.Pool.map_async': inProcess(0, 'func', true),
    'multiprocessing.pool.Pool.imap': inProcess(0, 'func', true),
    'multiprocessing.pool.Pool.imap_unordered': inProcess(0, 'func', true),
    'multiprocessing.pool.Pool.starmap': inProcess(0, 'func', true),
    'multiprocessing.pool.Pool.starmap_async': inProcess(0, 'func', true),

    // In the main thread, between two bytecodes: https://docs.python.org/3/library/signal.html#signals-and-threads
    'signal.signal': { context: 'signal-handler', position: 1, keyword: 'handler', starts: 'at-once' },
    'weakref.finalize': { context: 'finalizer', position: 1, keyword: 'func', starts: 'at-once' },
    'weakref.ref': { context: 'finalizer', position: 1, keyword: 'callback', starts: 'at-once' },
    'weakref.proxy': { context: 'finalizer', position: 1, keyword: 'callback', starts: 'at-once' },
    'weakref.WeakMethod': { context: 'finalizer', position: 1, keyword: 'callback', starts: 'at-once' },
    // Before and after each collection: https://docs.python.org/3/library/gc.html#gc.callbacks
    'gc.callbacks.append': { context: 'finalizer', position: 0, starts: 'at-once' },
    // Threads that are no daemons have ended by then: https://docs.python.org/3/library/threading.html#thread-objects
    'atexit.register': { context: 'finalizer', position: 0, keyword: 'func', starts: 'at-once', isAtExit: true },
  },
  decorators: {
    'atexit.register': { context: 'finalizer', isAtExit: true },
  },
  overrides: {
    'threading.Thread.run': { context: 'thread', perInstance: true },
    'multiprocessing.Process.run': { context: 'process', perInstance: true },
  },
  servers: {
    'http.server.ThreadingHTTPServer': threaded,
    'socketserver.ThreadingTCPServer': threaded,
    'socketserver.ThreadingUDPServer': threaded,
    'socketserver.ThreadingUnixStreamServer': threaded,
    'socketserver.ThreadingUnixDatagramServer': threaded,
    'socketserver.ForkingTCPServer': forked,
    'socketserver.ForkingUDPServer': forked,
    'socketserver.ForkingUnixStreamServer': forked,
    'socketserver.ForkingUnixDatagramServer': forked,
  },
};
