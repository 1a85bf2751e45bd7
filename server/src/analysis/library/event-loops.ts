/** What the libraries say about event loops: whose methods the loop calls, what starts tasks, who has a loop of its own. */

/**
 * Classes whose methods the event loop calls on instances of their subclasses.
 * Source: https://docs.python.org/3/library/asyncio-protocol.html#base-protocols
 */
const CONNECTION = ['connection_made', 'connection_lost', 'pause_writing', 'resume_writing'];
export const LOOP_CALLED: Readonly<Record<string, readonly string[]>> = {
  'asyncio.BaseProtocol': CONNECTION,
  'asyncio.Protocol': [...CONNECTION, 'data_received', 'eof_received'],
  'asyncio.BufferedProtocol': [...CONNECTION, 'get_buffer', 'buffer_updated', 'eof_received'],
  'asyncio.DatagramProtocol': [...CONNECTION, 'datagram_received', 'error_received'],
  'asyncio.SubprocessProtocol': [...CONNECTION, 'pipe_data_received', 'pipe_connection_lost', 'process_exited'],
};

/** Calls that run one coroutine and the loop with it, from code without a loop. */
export const RUNNERS: ReadonlySet<string> = new Set([
  'asyncio.run',
  'asyncio.AbstractEventLoop.run_until_complete',
  'asyncio.Runner.run',
  'anyio.run',
  'trio.run',
  'uvloop.run',
]);

/** What a program with a single task uses of the asynchronous libraries: it awaits these one after the other. */
export const SINGLE_TASK: readonly RegExp[] = [
  /^asyncio\.(run|sleep|to_thread|Runner|Lock|Event|iscoroutinefunction|new_event_loop|get_event_loop|get_running_loop)\b/,
  /^asyncio\.(set_event_loop|create_subprocess_exec|create_subprocess_shell|subprocess|CancelledError|TimeoutError)\b/,
  /^asyncio\.AbstractEventLoop\.(run_until_complete|close|run_in_executor|time)$/,
  /^(anyio|trio)\.(run|sleep|to_thread|Path|open_file|run_process|Event|Lock)\b/,
  /^(httpx|aiohttp\.ClientSession|aiohttp\.ClientTimeout|aiofiles|aiosqlite)\b/,
];

/** The asynchronous libraries: whatever of them is not in the list above starts tasks or may. */
export const ASYNC_LIBRARIES: ReadonlySet<string> = new Set(['asyncio', 'anyio', 'trio', 'curio', 'twisted', 'uvloop']);

/** Decorators of Flask: each `async def` view has a loop of its own, in the thread of its request. */
export const LOOP_PER_REQUEST_DECORATORS = /^flask\.(Flask|Blueprint|app\.Flask|blueprints\.Blueprint)\./;

/** What marks an asynchronous view of Django, which under WSGI has a loop of its own too. */
export const LOOP_PER_REQUEST_TYPES =
  /^django\.(http(\.request)?\.HttpRequest|views\..*View|core\.handlers\..*Request)$/;
