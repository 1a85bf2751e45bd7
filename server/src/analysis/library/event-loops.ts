/** What the libraries say about event loops: what starts them, what starts tasks, who has a loop of its own. */

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
