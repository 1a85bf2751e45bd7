/**
 * Objects of the libraries that one thread at a time may use, as their own documentation says. Each entry was compared with
 * the page or the source that it names; where a page says less than the entry, the comment there says what it says.
 */
import { lookUpClass } from './results.ts';

export interface ThreadUnsafe {
  /** What it is, with its article: 'a SQLAlchemy session'. */
  readonly what: string;
  readonly severity: 'warning' | 'info';
  /** What happens when two threads use it at once, as the end of a sentence: 'so that …'. */
  readonly harm: string;
  readonly instead: string;
  /**
   * Whose thread alone may use it: the one that `made` it, or the `main` one. Without: one at a time, whichever.
   */
  readonly belongsTo?: 'made' | 'main';
  /** Methods that any thread may call. */
  readonly harmless?: readonly string[];
  /** The only methods that are not safe. */
  readonly unsafe?: RegExp;
}

const OWN_CONNECTION = 'Let each thread open its own connection, or take one from a pool.';
/** A thread that ends what another one uses means to do so. */
const ENDING = ['close', 'quit', 'stop', 'shutdown', 'terminate', 'disconnect'];

/** https://peps.python.org/pep-0249/#threadsafety: level 1, threads may share the module, but not connections. */
const LEVEL_ONE: ThreadUnsafe = {
  what: 'this database connection',
  severity: 'warning',
  harm: "the answers to both come over one wire, and each thread may read the other's",
  instead: OWN_CONNECTION,
  harmless: ENDING,
};
const LEVEL_ONE_CURSOR: ThreadUnsafe = {
  ...LEVEL_ONE,
  what: 'a cursor',
  harm: "it keeps one result, and each thread may fetch the rows of the other's query",
  instead: 'Let each thread have its own.',
};

/** https://docs.sqlalchemy.org/en/20/orm/session_basics.html#is-the-session-thread-safe-is-asyncsession-safe-to-share-in-concurrent-tasks */
const ORM_SESSION: ThreadUnsafe = {
  what: 'a SQLAlchemy session',
  severity: 'warning',
  harm: 'both are in one transaction, and one commits or rolls back what the other is in the middle of',
  instead: "Open a session per thread or request: 'with Session() as session:', or a 'scoped_session'.",
  harmless: ENDING,
};

/** https://pika.readthedocs.io/en/stable/faq.html: one connection per thread, with one exception. */
const PIKA: ThreadUnsafe = {
  what: 'a pika connection',
  severity: 'warning',
  harm: 'frames of both get mixed on one socket, and the broker closes the connection',
  instead: "Let each thread open its own connection, or call 'connection.add_callback_threadsafe'.",
  harmless: ['add_callback_threadsafe'],
};

/** https://github.com/SeleniumHQ/selenium/wiki/Frequently-Asked-Questions#q-is-webdriver-thread-safe */
const BROWSER: ThreadUnsafe = {
  what: 'a WebDriver',
  severity: 'warning',
  harm: 'one browser gets the commands of both, in any order',
  instead: 'Start a browser per thread.',
  harmless: ENDING,
};

/** One Playwright per thread: https://playwright.dev/python/docs/library#threading */
const PLAYWRIGHT: ThreadUnsafe = {
  what: "Playwright's synchronous API",
  severity: 'warning',
  harm: 'its event loop belongs to the thread that started it',
  instead: 'Start a Playwright of its own in each thread.',
  belongsTo: 'made',
};

/** https://redis.readthedocs.io/en/stable/advanced_features.html#a-note-about-threading */
const REDIS = {
  severity: 'warning',
  instead: 'Make it from the shared client in each thread; the client itself is thread-safe.',
  harmless: ENDING,
} as const;

/**
 * https://boto3.amazonaws.com/v1/documentation/api/latest/guide/resources.html#multithreading-or-multiprocessing-with-resources;
 * of clients: https://boto3.amazonaws.com/v1/documentation/api/latest/guide/clients.html#multithreading-or-multiprocessing-with-clients
 */
const BOTO_RESOURCE: ThreadUnsafe = {
  what: 'a boto3 resource',
  severity: 'warning',
  harm: 'both change the data that it keeps about itself',
  instead: 'Make a session and a resource per thread, or share a client, which is thread-safe.',
};

/** https://docs.python.org/3/library/sqlite3.html#sqlite3.connect (`check_same_thread`) */
const SQLITE: ThreadUnsafe = {
  what: 'a SQLite connection',
  severity: 'warning',
  harm: 'both are in one transaction, and one commits or rolls back what the other is in the middle of',
  instead: "Call 'sqlite3.connect' in the thread that uses the connection.",
  harmless: ['interrupt', 'close'],
};

/** By class. */
const CLASSES: Readonly<Record<string, ThreadUnsafe | undefined>> = {
  'sqlite3.Connection': SQLITE,
  'sqlite3.Cursor': { ...SQLITE, what: 'a SQLite cursor' },
  'sqlalchemy.orm.Session': ORM_SESSION,
  // https://docs.sqlalchemy.org/en/20/orm/contextual.html: a session of its own for each thread.
  'sqlalchemy.orm.scoped_session': undefined,
  // https://docs.sqlalchemy.org/en/20/core/connections.html#sqlalchemy.engine.Connection
  'sqlalchemy.engine.Connection': { ...ORM_SESSION, what: 'a SQLAlchemy connection', instead: OWN_CONNECTION },
  // `threadsafety` is 1: https://github.com/PyMySQL/PyMySQL/blob/main/pymysql/__init__.py,
  // https://mysqlclient.readthedocs.io/user_guide.html,
  // https://dev.mysql.com/doc/connector-python/en/connector-python-api-mysql-connector-threadsafety.html
  'pymysql.connections.Connection': LEVEL_ONE,
  'pymysql.cursors.Cursor': LEVEL_ONE_CURSOR,
  'MySQLdb.connections.Connection': LEVEL_ONE,
  'MySQLdb.cursors.Cursor': LEVEL_ONE_CURSOR,
  'mysql.connector.connection.MySQLConnection': LEVEL_ONE,
  'mysql.connector.cursor.MySQLCursor': LEVEL_ONE_CURSOR,
  // Connections are thread-safe, cursors are not: https://www.psycopg.org/docs/cursor.html,
  // https://www.psycopg.org/psycopg3/docs/advanced/async.html#concurrent-operations
  'psycopg2.extensions.cursor': LEVEL_ONE_CURSOR,
  'psycopg.Cursor': LEVEL_ONE_CURSOR,
  // https://duckdb.org/docs/stable/clients/python/overview ("Using Connections in Parallel Python Programs"); that `cursor`
  // will do as well: https://duckdb.org/docs/stable/guides/python/multiple_threads
  'duckdb.DuckDBPyConnection': {
    ...LEVEL_ONE_CURSOR,
    what: 'a DuckDB connection',
    instead: "Let each thread call 'duckdb.connect', or 'connection.cursor' on the shared one.",
    harmless: [...ENDING, 'cursor'],
  },
  // https://neo4j.com/docs/api/python-driver/current/api.html#session
  'neo4j.Session': { ...ORM_SESSION, what: 'a Neo4j session', instead: 'Open a session per thread from the driver.' },
  'boto3.resource.ServiceResource': BOTO_RESOURCE,
  // https://boto3.amazonaws.com/v1/documentation/api/latest/guide/session.html#multithreading-or-multiprocessing-with-sessions
  'boto3.Session': {
    ...BOTO_RESOURCE,
    what: 'a boto3 session',
    instead: 'Make a session per thread, or share a client, which is thread-safe.',
  },
  'pika.BlockingConnection': PIKA,
  'pika.adapters.blocking_connection.BlockingChannel': { ...PIKA, what: 'a pika channel' },
  // https://kafka-python.readthedocs.io/en/master/#thread-safety
  'kafka.KafkaConsumer': {
    what: 'a KafkaConsumer',
    severity: 'warning',
    harm: 'both read from its sockets and move its offsets',
    instead: 'Make a consumer per thread, or hand messages to other threads through a queue.',
    harmless: ENDING,
  },
  // https://googleapis.github.io/google-api-python-client/docs/thread_safety.html
  'httplib2.Http': {
    what: 'an httplib2.Http',
    severity: 'warning',
    harm: "both requests go over one connection, and each thread may read the other's answer",
    instead: "Make an 'httplib2.Http()' per thread.",
  },
  // https://pyzmq.readthedocs.io/en/latest/howto/morethanbindings.html#thread-safety
  'zmq.Socket': {
    what: 'a ZeroMQ socket',
    severity: 'warning',
    harm: 'parts of messages get mixed, or the process crashes',
    instead: 'Open a socket per thread from the shared context.',
  },
  'redis.client.PubSub': { ...REDIS, what: 'a PubSub', harm: 'both read from its one connection' },
  'redis.client.Pipeline': { ...REDIS, what: 'a pipeline', harm: 'one sends the commands that the other has queued' },
  'selenium.webdriver.remote.webdriver.WebDriver': BROWSER,
  'selenium.webdriver.remote.webelement.WebElement': { ...BROWSER, what: 'an element of a WebDriver' },
  ...Object.fromEntries(
    ['Playwright', 'BrowserType', 'Browser', 'BrowserContext', 'Page'].map((name) => [
      `playwright.sync_api.${name}`,
      PLAYWRIGHT,
    ]),
  ),
  // Its documentation does not say, its maintainers advise a session per thread: https://github.com/psf/requests/issues/2766;
  // a `Client` "can be shared between threads": https://www.python-httpx.org/api/#client
  'requests.Session': {
    what: 'a requests session',
    severity: 'info',
    harm: 'both change its cookies, and its documentation promises nothing',
    instead: "Make a session per thread, or share an 'httpx.Client'.",
    harmless: ENDING,
  },
  // https://docs.python.org/3/library/random.html#random.gauss
  'random.Random': {
    what: "'gauss'",
    severity: 'info',
    harm: 'both may get the same number',
    instead: "Call 'normalvariate', or let each thread have a generator of its own.",
    unsafe: /^gauss$/,
  },
  // https://docs.python.org/3/library/io.html#multi-threading: buffered binary files have a lock, text files have none.
  'io.TextIOWrapper': {
    what: 'a text file',
    severity: 'info',
    harm: 'lines of both may get mixed, or lost without the GIL',
    instead: 'Write under a lock, or let one thread do it from a queue.',
    harmless: [...ENDING, 'fileno', 'flush'],
  },
};

/** Functions of a module that has one state for all threads, by the beginning of their names. */
const MODULES: Readonly<Record<string, ThreadUnsafe>> = {
  // No artist is thread-safe, and separate figures may be: https://matplotlib.org/stable/users/faq.html#work-with-threads
  'matplotlib.pyplot': {
    what: 'pyplot',
    severity: 'warning',
    harm: 'both draw into what pyplot holds for the current figure',
    instead: "Make a 'matplotlib.figure.Figure()' per call, draw on that, and leave pyplot out.",
    harmless: ['switch_backend', 'ioff', 'ion', 'get_cmap', 'rcParams', 'style'],
  },
};

/** Widgets, by the beginning of their classes' names. */
const WIDGETS: readonly (readonly [string, ThreadUnsafe])[] = [
  // https://doc.qt.io/qt-6/thread-basics.html#gui-thread-and-worker-thread
  [
    'qt.QtWidgets.',
    {
      what: 'a widget',
      severity: 'warning',
      harm: 'Qt draws and handles events in the main thread meanwhile, and may crash',
      instead: 'Emit a signal, and change the widget in the slot that the main thread runs.',
      belongsTo: 'main',
      // Those that change or show something: others may be signals, or methods that the program adds.
      unsafe:
        /^(set|add|insert|append|remove|clear|show|hide|update|repaint|resize|move|scroll|select|raise_|exec)_?([A-Z]\w*)?$/,
    },
  ],
  // https://docs.python.org/3/library/tkinter.html#threading-model: passed on to the main thread, or refused.
  [
    'tkinter.',
    {
      what: 'a widget',
      severity: 'info',
      harm: 'the call waits for the main loop, and fails when none runs',
      instead: "Put it on a queue that the main thread reads in a function that it calls by 'after'.",
      belongsTo: 'main',
      harmless: ['after', 'after_idle', 'event_generate', 'quit'],
    },
  ],
];

const byClass = new Map<string, ThreadUnsafe | undefined>();

/** What is said of the instances of a class. */
export function threadUnsafeClass(name: string): ThreadUnsafe | undefined {
  if (!byClass.has(name)) {
    const widget = WIDGETS.find(([prefix]) => name.startsWith(prefix));
    byClass.set(name, widget === undefined ? lookUpClass(CLASSES, name) : widget[1]);
  }
  return byClass.get(name);
}

/** What is said of the module that a function belongs to, and the module. */
export function threadUnsafeModule(name: string): { readonly of: string; readonly model: ThreadUnsafe } | undefined {
  const of = name.slice(0, name.lastIndexOf('.'));
  const model = Object.hasOwn(MODULES, of) ? MODULES[of] : undefined;
  return model === undefined ? undefined : { of, model };
}

/** Whether one thread may call this method while another one uses the object. */
export function isHarmless({ harmless, unsafe }: ThreadUnsafe, method: string): boolean {
  return unsafe === undefined ? harmless?.includes(method) === true : !unsafe.test(method);
}
