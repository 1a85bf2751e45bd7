/** What the libraries do with a function or iterator that is handed to them: use it up at once, wrap it, or keep it for later. */

/**
 * Functions that give back an iterator which calls or reads its arguments only when it is advanced.
 * Source: https://docs.python.org/3/library/functions.html and https://docs.python.org/3/library/itertools.html
 */
export const LAZY: ReadonlySet<string> = new Set([
  ...['map', 'filter', 'zip', 'enumerate', 'iter', 'reversed', 'aiter'].map((name) => `builtins.${name}`),
  ...[
    ...['accumulate', 'chain', 'chain.from_iterable', 'compress', 'cycle', 'dropwhile', 'filterfalse', 'groupby'],
    ...['islice', 'starmap', 'takewhile', 'tee', 'zip_longest', 'product', 'pairwise', 'batched'],
  ].map((name) => `itertools.${name}`),
  // These give back an awaitable for the awaitables they are given.
  ...['gather', 'shield', 'wait_for', 'wait', 'as_completed'].map((name) => `asyncio.${name}`),
]);

/** Functions that give back their argument in another shape, to be called or read later. */
export const WRAPPERS: ReadonlySet<string> = new Set([
  'functools.partial',
  'functools.partialmethod',
  'functools.lru_cache',
  'functools.cache',
  'functools.cached_property',
  'functools.update_wrapper',
  'functools.wraps',
  'builtins.staticmethod',
  'builtins.classmethod',
  'builtins.property',
  'types.MethodType',
  'contextlib.contextmanager',
  'contextlib.asynccontextmanager',
]);

/** Functions that make a container of what is in their argument. */
export const COLLECTORS: ReadonlySet<string> = new Set([
  ...['list', 'tuple', 'set', 'frozenset', 'dict', 'sorted'].map((name) => `builtins.${name}`),
  'collections.deque',
  'collections.OrderedDict',
  'collections.ChainMap',
]);

/** Who runs a function later, as a message says it. */
export type Runner = 'thread' | 'process' | 'pool' | 'task' | 'timer' | 'callback';

/**
 * By qualified name: the functions of the libraries that run what they are given later, or beside the caller; those of
 * `ENTRIES` come on top. The first argument of a task is a coroutine, or a call of an async function.
 */
export const LATER_BY_NAME: Readonly<Record<string, Runner>> = {
  'threading.Timer': 'timer',
  'asyncio.create_task': 'task',
  'asyncio.ensure_future': 'task',
  'asyncio.run_coroutine_threadsafe': 'task',
  'asyncio.Task': 'task',
  'asyncio.TaskGroup.create_task': 'task',
  'asyncio.AbstractEventLoop.create_task': 'task',
  'asyncio.AbstractEventLoop.call_later': 'timer',
  'asyncio.AbstractEventLoop.call_at': 'timer',
  'sched.scheduler.enter': 'timer',
  'sched.scheduler.enterabs': 'timer',
  'atexit.register': 'callback',
  'gevent.spawn': 'task',
  'gevent.spawn_later': 'task',
  'eventlet.spawn': 'task',
  'eventlet.spawn_n': 'task',
  'homeassistant.helpers.event.async_call_later': 'timer',
  'homeassistant.helpers.event.async_track_time_interval': 'timer',
  'homeassistant.helpers.event.async_track_point_in_time': 'timer',
  'homeassistant.helpers.event.async_track_state_change_event': 'callback',
  'homeassistant.helpers.dispatcher.async_dispatcher_connect': 'callback',
};

/** Tasks that are given a function: greenlets. All others are given a coroutine, or an async function. */
export const TASKS_OF_FUNCTIONS = /^(gevent|eventlet)\./;

/** Those of `ENTRIES` that wait for the result themselves. */
export const WAITING_ENTRY = /\.Pool\.(apply|map|starmap)$|\.from_thread\./;

/**
 * By method name, for methods that say by their name alone that they keep a function for later. None of them has another
 * meaning for an argument that is a function: Qt and blinker signals, Tk widgets, futures, Twisted deferreds and reactors,
 * event loops, trio nurseries, test cases.
 */
export const LATER_BY_METHOD: ReadonlyMap<string, Runner> = new Map<string, Runner>([
  ...byName('callback', [
    ...['connect', 'subscribe', 'register', 'add_listener', 'addListener', 'add_handler', 'add_observer', 'observe'],
    ...['add_done_callback', 'add_callback', 'addCallback', 'addErrback', 'addBoth', 'addCallbacks', 'add_command'],
    ...['add_reader', 'add_writer', 'add_signal_handler', 'bind', 'bind_all', 'tag_bind', 'on', 'once', 'addCleanup'],
    ...['addAsyncCleanup', 'add_url_rule', 'add_route', 'register_function', 'addfinalizer', 'push_async_callback'],
    ...['addSystemEventTrigger', 'trace', 'trace_add', 'trace_variable', 'addAction', 'Bind', 'fbind', 'connect_after'],
    ...[
      'listen',
      'async_listen',
      'async_listen_once',
      'async_on_remove',
      'add_get',
      'add_post',
      'add_put',
      'add_delete',
    ],
  ]),
  ...byName('timer', [
    ...['call_later', 'call_at', 'call_soon', 'call_soon_threadsafe', 'callLater', 'callFromThread', 'callWhenRunning'],
    ...['add_timeout', 'after_idle', 'after', 'singleShot', 'schedule_once', 'schedule_interval', 'spawn_callback'],
    ...['add_timeout_callback', 'add_next_tick_callback', 'add_periodic_callback', 'add_job'],
    ...['idle_add', 'timeout_add', 'timeout_add_seconds'],
  ]),
  ...byName('pool', [
    ...['submit', 'apply_async', 'map_async', 'run_in_executor', 'callInThread', 'deferToThread', 'deferToThreadPool'],
  ]),
  ...byName('task', ['create_task', 'ensure_future', 'start_soon', 'spawn']),
]);

function byName(runner: Runner, names: readonly string[]): [string, Runner][] {
  return names.map((name) => [name, runner]);
}

/** Keyword arguments that are handlers of a widget or menu, whatever takes them: `command=` of Tk, `on_click=`. */
export const HANDLER_KEYWORD = /^(command|on_[a-z_]+|postcommand|triggered)$/;

/** Decorators, by their last name, that register the function they stand on. */
export const REGISTERING_DECORATORS: ReadonlySet<string> = new Set([
  ...['route', 'register', 'connect', 'subscribe', 'listen', 'listener', 'listens_for', 'on', 'event', 'on_event'],
  ...['errorhandler', 'exception_handler', 'middleware', 'websocket', 'command', 'callback', 'handler', 'add_handler'],
  ...['task', 'shared_task', 'get', 'post', 'put', 'delete', 'patch', 'before_request', 'after_request', 'receiver'],
]);

/** Methods that wait until what was started is done. */
export const WAITS: ReadonlySet<string> = new Set(['join', 'result', 'wait', 'get', 'exception', 'communicate']);
