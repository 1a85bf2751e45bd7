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

/** Calls that are given a coroutine and run it as a task of its own, beside the one that calls. */
export const TASK_STARTERS: ReadonlySet<string> = new Set([
  ...['create_task', 'ensure_future', 'gather', 'wait', 'as_completed', 'run_coroutine_threadsafe', 'Task'].map(
    (name) => `asyncio.${name}`,
  ),
  'asyncio.TaskGroup.create_task',
  'asyncio.AbstractEventLoop.create_task',
]);

/** Calls that are given a coroutine function, which they call and run as a task of its own. */
export const TASK_STARTERS_BY_FUNCTION: ReadonlySet<string> = new Set([
  'anyio.abc.TaskGroup.start_soon',
  'trio.Nursery.start_soon',
]);

/** Calls that wait for the tasks that they are given. */
export const TASK_WAITERS: ReadonlySet<string> = new Set(
  ['gather', 'wait', 'as_completed', 'wait_for', 'shield'].map((name) => `asyncio.${name}`),
);

/** What runs while a program starts or ends, when nothing else does yet or any more. */
export const LIFECYCLE_METHODS =
  /^(__aenter__|__aexit__|_?(a?startup|a?shutdown|lifespan|on_startup|on_shutdown|cleanup_ctx|setup_hook|asyncSetUp|asyncTearDown|async_setup(_entry)?|initiali[sz]e))$/;
