/** What the asynchronous libraries run on their event loop, and what they run in threads beside it. */
import type { Entry, LibraryEntries, Override } from './entries.ts';

const onLoop = (position: number, keyword?: string): Entry => ({
  context: 'event-loop',
  position,
  ...(keyword === undefined ? {} : { keyword }),
  starts: 'at-once',
});
const inThread = (position: number, keyword: string): Entry => ({
  context: 'executor',
  position,
  keyword,
  starts: 'at-once',
});
/** For each request or connection: many may be at work at once, taking turns. */
const inLoop: Override = { context: 'event-loop', runsMany: true };
const perRequest = (position: number, keyword: string): Entry => ({ ...onLoop(position, keyword), runsMany: true });

const overridesOf = (owner: string, methods: string, run: Override): Record<string, Override> =>
  Object.fromEntries(methods.split(/\s+/).map((method) => [`${owner}.${method}`, run]));
const callsOf = (owner: string, methods: Readonly<Record<string, Entry>>): Record<string, Entry> =>
  Object.fromEntries(Object.entries(methods).map(([method, entry]) => [`${owner}.${method}`, entry]));

const CONNECTION = 'connection_made connection_lost pause_writing resume_writing';
const HTTP_METHODS = 'get head post delete patch put options';

export const LOOP_ENTRIES: LibraryEntries = {
  calls: {
    'asyncio.to_thread': inThread(0, 'func'),
    'asyncio.AbstractEventLoop.run_in_executor': { ...inThread(1, 'func'), pool: { position: 0, keyword: 'executor' } },
    // https://docs.python.org/3/library/asyncio-eventloop.html
    ...callsOf('asyncio.AbstractEventLoop', {
      call_soon: onLoop(0, 'callback'),
      call_soon_threadsafe: onLoop(0, 'callback'),
      call_later: onLoop(1, 'callback'),
      call_at: onLoop(1, 'callback'),
      add_reader: onLoop(1, 'callback'),
      add_writer: onLoop(1, 'callback'),
      add_signal_handler: onLoop(1, 'callback'),
      set_exception_handler: onLoop(0, 'handler'),
    }),
    'asyncio.Task.add_done_callback': onLoop(0, 'fn'),
    'asyncio.Future.add_done_callback': onLoop(0, 'fn'),
    'asyncio.start_server': perRequest(0, 'client_connected_cb'),
    'asyncio.start_unix_server': perRequest(0, 'client_connected_cb'),

    // https://anyio.readthedocs.io/en/stable/threads.html
    'anyio.to_thread.run_sync': inThread(0, 'func'),
    'anyio.from_thread.run': onLoop(0, 'func'),
    'anyio.from_thread.run_sync': onLoop(0, 'func'),
    'anyio.abc.BlockingPortal.call': onLoop(0, 'func'),
    'anyio.abc.BlockingPortal.start_task_soon': onLoop(0, 'func'),
    // https://trio.readthedocs.io/en/stable/reference-core.html#threads
    'trio.to_thread.run_sync': inThread(0, 'sync_fn'),
    'trio.from_thread.run': onLoop(0, 'afn'),
    'trio.from_thread.run_sync': onLoop(0, 'fn'),
    'trio.lowlevel.start_thread_soon': inThread(0, 'fn'),
    // Unless told otherwise, in one thread for all of them: https://docs.djangoproject.com/en/stable/topics/async/
    'asgiref.sync.sync_to_async': {
      ...inThread(0, 'func'),
      serial: { name: 'asgiref.sync.sync_to_async', unless: 'thread_sensitive' },
    },

    // https://www.tornadoweb.org/en/stable/ioloop.html
    ...callsOf('tornado.ioloop.IOLoop', {
      add_callback: onLoop(0, 'callback'),
      add_callback_from_signal: onLoop(0, 'callback'),
      add_handler: onLoop(1, 'handler'),
      add_timeout: onLoop(1, 'callback'),
      call_at: onLoop(1, 'callback'),
      call_later: onLoop(1, 'callback'),
      spawn_callback: onLoop(0, 'callback'),
      run_in_executor: { ...inThread(1, 'func'), pool: { position: 0, keyword: 'executor' } },
    }),
    'tornado.ioloop.PeriodicCallback': onLoop(0, 'callback'),
    // https://docs.twisted.org/en/stable/core/howto/threading.html
    'twisted.internet.threads.deferToThread': inThread(0, 'f'),
    'twisted.internet.reactor.callInThread': inThread(0, 'callable'),
    // https://docs.aiohttp.org/en/stable/web_reference.html
    ...callsOf(
      'aiohttp.web',
      Object.fromEntries(HTTP_METHODS.split(' ').map((name) => [name, perRequest(1, 'handler')])),
    ),
    ...callsOf(
      'aiohttp.web.UrlDispatcher',
      Object.fromEntries(HTTP_METHODS.split(' ').map((name) => [`add_${name}`, perRequest(1, 'handler')])),
    ),
    'aiohttp.web.UrlDispatcher.add_route': perRequest(2, 'handler'),
  },
  decorators: {
    'asgiref.sync.sync_to_async': {
      context: 'executor',
      isReplaced: true,
      serial: { name: 'asgiref.sync.sync_to_async', unless: 'thread_sensitive' },
    },
    'tornado.concurrent.run_on_executor': { context: 'executor', runsMany: true, isReplaced: true },
    ...Object.fromEntries(HTTP_METHODS.split(' ').map((name) => [`aiohttp.web.RouteTableDef.${name}`, inLoop])),
    'aiohttp.web.RouteTableDef.route': inLoop,
    'aiohttp.web.RouteTableDef.view': inLoop,
  },
  overrides: {
    // https://docs.python.org/3/library/asyncio-protocol.html#base-protocols
    ...overridesOf('asyncio.BaseProtocol', CONNECTION, inLoop),
    ...overridesOf('asyncio.Protocol', `${CONNECTION} data_received eof_received`, inLoop),
    ...overridesOf('asyncio.BufferedProtocol', `${CONNECTION} get_buffer buffer_updated eof_received`, inLoop),
    ...overridesOf('asyncio.DatagramProtocol', `${CONNECTION} datagram_received error_received`, inLoop),
    ...overridesOf(
      'asyncio.SubprocessProtocol',
      `${CONNECTION} pipe_data_received pipe_connection_lost process_exited`,
      inLoop,
    ),
    // Handlers run in the thread of the loop: https://www.tornadoweb.org/en/stable/web.html#thread-safety-notes
    ...overridesOf(
      'tornado.web.RequestHandler',
      `${HTTP_METHODS} initialize prepare on_finish data_received write_error get_current_user set_default_headers`,
      inLoop,
    ),
    ...overridesOf(
      'tornado.websocket.WebSocketHandler',
      'open on_message on_close on_ping on_pong check_origin',
      inLoop,
    ),
  },
};
