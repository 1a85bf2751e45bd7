/** What calls the functions it is given without `await`, and the methods that Python and its library call so. */
import { ENTRIES } from './entries.ts';
import { lastNames } from './last-names.ts';
import { lookUp } from './results.ts';

/**
 * Who calls it, as one would say what to do instead:
 * - `thread`, `process`, `pool`: elsewhere, beside the code here; `offload`: in a thread, for a coroutine that awaits it
 * - `loop`: the event loop; `from-thread`: the loop, as another thread asks it to; `done`: when a task or future is done
 * - `signal`, `exit`, `finalizer`: the interpreter, when that happens
 * - `at-once`: the call itself, to compare, choose or combine
 */
export type CallerKind =
  | 'thread'
  | 'process'
  | 'pool'
  | 'offload'
  | 'loop'
  | 'from-thread'
  | 'done'
  | 'signal'
  | 'exit'
  | 'finalizer'
  | 'at-once';

export interface SyncCaller {
  readonly kind: CallerKind;
  /** The argument that is called. */
  readonly position: number;
  readonly keyword?: string;
}

/** Those of `ENTRIES` that do not look whether what they call gives an awaitable, as servers and tornado's loop do. */
const SYNC_ENTRY = new RegExp(
  [
    /^(threading|_thread|concurrent\.futures|multiprocessing|signal|weakref|atexit)\.\w/,
    /^asyncio\.(to_thread|(AbstractEventLoop|Task|Future)\.\w+)$/,
    /^(anyio|trio)\.(to_thread|from_thread)\.run_sync$|^trio\.lowlevel\.start_thread_soon$/,
    /^(starlette|fastapi)\.concurrency\.run_in_threadpool$|^asgiref\.sync\.sync_to_async$/,
    /^twisted\.internet\.(threads\.deferToThread|reactor\.callInThread)$/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

const OFFLOADING = /\b(to_thread|run_sync|run_in_executor|run_in_threadpool|sync_to_async)$/;

/** Functions that call what they are given before they return. Source: https://docs.python.org/3/library/functions.html */
const AT_ONCE: Readonly<Record<string, Omit<SyncCaller, 'kind'>>> = {
  ...Object.fromEntries(['sorted', 'min', 'max'].map((name) => [`builtins.${name}`, { position: -1, keyword: 'key' }])),
  'builtins.filter': { position: 0 },
  'functools.reduce': { position: 0 },
  'functools.cmp_to_key': { position: 0 },
  'itertools.groupby': { position: 1, keyword: 'key' },
  'itertools.filterfalse': { position: 0 },
  'itertools.takewhile': { position: 0 },
  'itertools.dropwhile': { position: 0 },
};

/** How a function of the libraries calls what it is given; undefined for one that awaits it, calls nothing or is unknown. */
export function syncCallerOf(name: string): SyncCaller | undefined {
  if (Object.hasOwn(AT_ONCE, name)) return { kind: 'at-once', ...AT_ONCE[name]! };
  const entry = SYNC_ENTRY.test(name) ? lookUp(ENTRIES, name) : undefined;
  if (entry === undefined) return undefined;
  const { position, keyword } = entry;
  return { kind: kindOf(name, entry.context), position, ...(keyword === undefined ? {} : { keyword }) };
}

function kindOf(name: string, context: string): CallerKind {
  if (OFFLOADING.test(name) && !name.includes('from_thread')) return 'offload';
  if (name.endsWith('.add_done_callback')) return 'done';
  if (/call_soon_threadsafe$|from_thread/.test(name)) return 'from-thread';
  if (name === 'atexit.register') return 'exit';
  if (context === 'signal-handler') return 'signal';
  if (context === 'event-loop') return 'loop';
  if (context === 'executor') return 'pool';
  return context === 'thread' || context === 'process' ? context : 'finalizer';
}

/** Last parts of all these names, for the cheap question. */
export const SYNC_CALLER_NAMES: ReadonlySet<string> = lastNames([
  ...Object.keys(ENTRIES).filter((name) => SYNC_ENTRY.test(name)),
  ...Object.keys(AT_ONCE),
]);

/**
 * Methods that Python calls by itself and whose result it uses at once, or not at all. Those whose result one gets as it is,
 * such as `__getitem__`, `__call__` or `__add__`, may be written with `async def`: `await table[key]`.
 * Source: https://docs.python.org/3/reference/datamodel.html#special-method-names
 */
export const SYNC_METHODS: ReadonlySet<string> = new Set(
  [
    ...['init del init_subclass set_name post_init enter exit setattr delattr set delete setitem delitem'],
    ...['eq ne lt le gt ge hash bool len length_hint contains iter next aiter await reversed'],
    ...['repr str bytes format int float complex index instancecheck subclasscheck'],
  ].flatMap((names) => names.split(' ').map((name) => `__${name}__`)),
);

/** Methods that a library calls without `await`, on instances of classes derived from these. */
export const SYNC_OVERRIDES: Readonly<Record<string, RegExp>> = {
  'threading.Thread': /^run$/,
  'multiprocessing.Process': /^run$/,
  // `IsolatedAsyncioTestCase` awaits them: https://docs.python.org/3/library/unittest.html#unittest.IsolatedAsyncioTestCase
  'unittest.TestCase': /^(test\w*|setUp|tearDown)$/,
  'asyncio.Protocol': /^(connection_made|connection_lost|data_received|eof_received|pause_writing|resume_writing)$/,
  'asyncio.DatagramProtocol': /^(connection_made|connection_lost|datagram_received|error_received)$/,
  'asyncio.SubprocessProtocol': /^(connection_made|pipe_data_received|pipe_connection_lost|process_exited)$/,
};

/** How the arguments of the function are given beside it. */
export type ArgumentStyle =
  /** `submit(f, a)`, perhaps with keywords, `to_thread(f, a, b=c)`. */
  | 'spread'
  | 'spread-with-keywords'
  /** `Thread(target=f, args=(a,), kwargs={…})`. */
  | 'args'
  /** Only what the caller itself gives. */
  | 'none';

/** Those that take an asynchronous function and call it themselves; they refuse a coroutine. */
export const ASYNC_CALLERS: Readonly<Record<string, number>> = {
  'anyio.run': 0,
  'trio.run': 0,
  'anyio.abc.TaskGroup.start_soon': 0,
  'trio.Nursery.start_soon': 0,
  'anyio.from_thread.run': 0,
  'trio.from_thread.run': 0,
};

/** Sources: the documentation of each. */
export function argumentStyleOf(name: string): ArgumentStyle {
  if (/^(threading\.(Thread|Timer)|multiprocessing(\.dummy)?\.Process)$/.test(name)) return 'args';
  if (/(\.Executor\.submit|PoolExecutor\.submit|\.to_thread|atexit\.register|\.run_in_threadpool)$/.test(name)) {
    return 'spread-with-keywords';
  }
  if (/\.(run_in_executor|call_soon|call_soon_threadsafe|call_later|call_at|add_reader|add_writer)$/.test(name)) {
    return 'spread';
  }
  return Object.hasOwn(ASYNC_CALLERS, name) || /\.(add_signal_handler|run_sync)$/.test(name) ? 'spread' : 'none';
}

/**
 * Functions of the libraries that give nothing one can call, where beginners put a call instead of the function.
 * Sources: the documentation of each module.
 */
export const GIVE_NO_CALLABLE: ReadonlySet<string> = new Set([
  ...[
    'print',
    'input',
    'len',
    'sum',
    'str',
    'int',
    'float',
    'list',
    'dict',
    'tuple',
    'set',
    'sorted',
    'open',
    'range',
  ].map((name) => `builtins.${name}`),
  ...['time.sleep', 'os.system', 'os.remove', 'os.rename', 'os.makedirs', 'os.kill', 'sys.exit', 'shutil.rmtree'],
  ...['shutil.copy', 'shutil.copyfile', 'shutil.copytree', 'shutil.move', 'urllib.request.urlopen'],
  ...['run', 'call', 'check_call', 'check_output', 'getoutput'].map((name) => `subprocess.${name}`),
  ...['get', 'post', 'put', 'delete', 'head', 'patch', 'request'].map((name) => `requests.${name}`),
]);
