/** Names of the libraries: which names mean the same thing, and of what class a call's result is. */

/** Modules that re-export: the name a thing is known by here, for the names it also goes by. */
const ALIASES: readonly (readonly [string, string])[] = [
  ['concurrent.futures.thread', 'concurrent.futures'],
  ['concurrent.futures.process', 'concurrent.futures'],
  ['concurrent.futures._base', 'concurrent.futures'],
  ['asyncio.locks', 'asyncio'],
  ['asyncio.queues', 'asyncio'],
  ['asyncio.tasks', 'asyncio'],
  ['asyncio.events', 'asyncio'],
  ['asyncio.runners', 'asyncio'],
  ['asyncio.futures', 'asyncio'],
  ['asyncio.threads', 'asyncio'],
  ['asyncio.timeouts', 'asyncio'],
  ['asyncio.taskgroups', 'asyncio'],
  ['requests.api', 'requests'],
  ['requests.sessions', 'requests'],
  ['requests.models', 'requests'],
  ['redis.client.Redis', 'redis.Redis'],
  ['redis.StrictRedis', 'redis.Redis'],
  ['sqlalchemy.orm.session', 'sqlalchemy.orm'],
  ['sqlalchemy.engine.base', 'sqlalchemy.engine'],
  ['pymongo.MongoClient', 'pymongo.mongo_client.MongoClient'],
  ['paho.mqtt.client', 'paho.mqtt.client'],
  ['multiprocessing.pool.Pool', 'multiprocessing.pool.Pool'],
  ['multiprocessing.dummy.Pool', 'multiprocessing.pool.ThreadPool'],
  ['multiprocessing.process', 'multiprocessing'],
  ['multiprocessing.context.Process', 'multiprocessing.Process'],
  ['pathlib.PosixPath', 'pathlib.Path'],
  ['pathlib.WindowsPath', 'pathlib.Path'],
  ['http.server.ThreadingHTTPServer', 'http.server.ThreadingHTTPServer'],
  ['_thread.RLock', 'threading.RLock'],
  ['_thread.allocate_lock', 'threading.Lock'],
  ['threading._RLock', 'threading.RLock'],
  ['threading._allocate_lock', 'threading.Lock'],
  ['_io.open', 'builtins.open'],
  ['io.open', 'builtins.open'],
  ['typing_extensions', 'typing'],
  ['collections.abc.Sequence', 'typing.Sequence'],
  ['posixpath', 'os.path'],
  ['queue._PySimpleQueue', 'queue.SimpleQueue'],
  // Python 2's names, in code that runs on both.
  ['SocketServer', 'socketserver'],
  ['BaseHTTPServer', 'http.server'],
  ['Queue', 'queue'],
  ['thread', '_thread'],
  ['six.moves.queue', 'queue'],
  ['six.moves.socketserver', 'socketserver'],
  ['six.moves.BaseHTTPServer', 'http.server'],
  ['six.moves.urllib.request', 'urllib.request'],
];

const aliasesByRoot = new Map<string, (readonly [string, string])[]>();
for (const alias of ALIASES) {
  const root = alias[0].split('.', 1)[0]!;
  aliasesByRoot.set(root, [...(aliasesByRoot.get(root) ?? []), alias]);
}

/** The name under which the library tables know `name`. */
export function canonicalName(name: string): string {
  const dot = name.indexOf('.');
  for (const [from, to] of aliasesByRoot.get(dot < 0 ? name : name.slice(0, dot)) ?? []) {
    if (name === from) return to;
    if (name.startsWith(from) && name.charCodeAt(from.length) === 46) return to + name.slice(from.length);
  }
  return name;
}

/** The class of what calling these gives back; '' when that is nothing one can name, although the name looks like a class. */
const RESULTS: Readonly<Record<string, string>> = {
  'builtins.open': 'io.TextIOWrapper',
  'pathlib.Path.open': 'io.TextIOWrapper',
  'gzip.open': 'gzip.GzipFile',
  'sqlite3.connect': 'sqlite3.Connection',
  'sqlite3.Connection.cursor': 'sqlite3.Cursor',
  'sqlite3.Connection.execute': 'sqlite3.Cursor',
  'psycopg2.connect': 'psycopg2.extensions.connection',
  'psycopg2.extensions.connection.cursor': 'psycopg2.extensions.cursor',
  'psycopg.connect': 'psycopg.Connection',
  'psycopg.Connection.connect': 'psycopg.Connection',
  'psycopg.Connection.cursor': 'psycopg.Cursor',
  'pymysql.connect': 'pymysql.connections.Connection',
  'pymysql.connections.Connection.cursor': 'pymysql.cursors.Cursor',
  'mysql.connector.connect': 'mysql.connector.connection.MySQLConnection',
  'mysql.connector.connection.MySQLConnection.cursor': 'mysql.connector.cursor.MySQLCursor',
  'pyodbc.connect': 'pyodbc.Connection',
  'pyodbc.Connection.cursor': 'pyodbc.Cursor',
  'duckdb.connect': 'duckdb.DuckDBPyConnection',
  'MySQLdb.connect': 'MySQLdb.connections.Connection',
  'MySQLdb.connections.Connection.cursor': 'MySQLdb.cursors.Cursor',
  'sqlalchemy.create_engine': 'sqlalchemy.engine.Engine',
  'sqlalchemy.engine.create_engine': 'sqlalchemy.engine.Engine',
  'sqlalchemy.engine.Engine.connect': 'sqlalchemy.engine.Connection',
  'sqlalchemy.engine.Engine.begin': 'sqlalchemy.engine.Connection',
  'redis.from_url': 'redis.Redis',
  'redis.Redis.from_url': 'redis.Redis',
  'redis.Redis.pipeline': 'redis.client.Pipeline',
  'redis.Redis.pubsub': 'redis.client.PubSub',
  'redis.Redis.lock': 'redis.lock.Lock',
  'requests.session': 'requests.Session',
  'requests.get': 'requests.Response',
  'requests.post': 'requests.Response',
  'requests.Session.get': 'requests.Response',
  'requests.Session.post': 'requests.Response',
  'requests.Session.request': 'requests.Response',
  'httpx.get': 'httpx.Response',
  'httpx.Client.get': 'httpx.Response',
  'httpx.Client.post': 'httpx.Response',
  'urllib.request.urlopen': 'http.client.HTTPResponse',
  'urllib.request.build_opener': 'urllib.request.OpenerDirector',
  'http.client.HTTPConnection.getresponse': 'http.client.HTTPResponse',
  'urllib3.PoolManager.request': 'urllib3.response.HTTPResponse',
  'socket.create_connection': 'socket.socket',
  'socket.create_server': 'socket.socket',
  'socket.socket': 'socket.socket',
  'socket.fromfd': 'socket.socket',
  'ssl.SSLContext.wrap_socket': 'ssl.SSLSocket',
  'ssl.create_default_context': 'ssl.SSLContext',
  'subprocess.Popen': 'subprocess.Popen',
  'asyncio.get_event_loop': 'asyncio.AbstractEventLoop',
  'asyncio.get_running_loop': 'asyncio.AbstractEventLoop',
  'asyncio.new_event_loop': 'asyncio.AbstractEventLoop',
  'uvloop.new_event_loop': 'asyncio.AbstractEventLoop',
  'asyncio.create_task': 'asyncio.Task',
  'asyncio.ensure_future': 'asyncio.Task',
  'asyncio.AbstractEventLoop.create_task': 'asyncio.Task',
  'asyncio.AbstractEventLoop.create_future': 'asyncio.Future',
  'asyncio.AbstractEventLoop.run_in_executor': 'asyncio.Future',
  'asyncio.run_coroutine_threadsafe': 'concurrent.futures.Future',
  'concurrent.futures.ThreadPoolExecutor.submit': 'concurrent.futures.Future',
  'concurrent.futures.ProcessPoolExecutor.submit': 'concurrent.futures.Future',
  'concurrent.futures.Executor.submit': 'concurrent.futures.Future',
  'multiprocessing.Pool': 'multiprocessing.pool.Pool',
  'multiprocessing.Queue': 'multiprocessing.queues.Queue',
  'multiprocessing.JoinableQueue': 'multiprocessing.queues.JoinableQueue',
  'multiprocessing.SimpleQueue': 'multiprocessing.queues.SimpleQueue',
  'multiprocessing.Lock': 'multiprocessing.synchronize.Lock',
  'multiprocessing.RLock': 'multiprocessing.synchronize.RLock',
  'multiprocessing.Event': 'multiprocessing.synchronize.Event',
  'multiprocessing.Manager': 'multiprocessing.managers.SyncManager',
  'multiprocessing.pool.Pool.apply_async': 'multiprocessing.pool.AsyncResult',
  'multiprocessing.pool.Pool.map_async': 'multiprocessing.pool.AsyncResult',
  'multiprocessing.pool.Pool.starmap_async': 'multiprocessing.pool.AsyncResult',
  'multiprocessing.connection.Client': 'multiprocessing.connection.Connection',
  'threading.current_thread': 'threading.Thread',
  'threading.main_thread': 'threading.Thread',
  'threading.local': 'threading.local',
  'zmq.Context.socket': 'zmq.Socket',
  'boto3.client': 'boto3.client',
  'boto3.resource': 'boto3.resource',
  'boto3.Session.client': 'boto3.client',
  'boto3.Session.resource': 'boto3.resource',
  'pathlib.Path.cwd': 'pathlib.Path',
  'pathlib.Path.home': 'pathlib.Path',
  'pathlib.Path.resolve': 'pathlib.Path',
  'pathlib.Path.absolute': 'pathlib.Path',
  'pathlib.Path.with_suffix': 'pathlib.Path',
  'pathlib.Path.with_name': 'pathlib.Path',
  'pathlib.Path.joinpath': 'pathlib.Path',
  'pathlib.Path.expanduser': 'pathlib.Path',
  'collections.namedtuple': '',
  'typing.NewType': '',
  'typing.TypeVar': '',
  // What `with … as x` gives when it is not the object itself.
  'threading.Lock.__enter__': 'builtins.bool',
  'threading.RLock.__enter__': 'builtins.bool',
  'threading.Condition.__enter__': 'builtins.bool',
  'threading.Semaphore.__enter__': 'builtins.bool',
  'tempfile.TemporaryDirectory.__enter__': 'builtins.str',
};

/** Classes of the libraries whose instances are also found under their base's name in the tables. */
const SUPERCLASSES: Readonly<Record<string, string>> = {
  'concurrent.futures.ThreadPoolExecutor': 'concurrent.futures.Executor',
  'concurrent.futures.ProcessPoolExecutor': 'concurrent.futures.Executor',
  'concurrent.futures.InterpreterPoolExecutor': 'concurrent.futures.Executor',
  'multiprocessing.pool.ThreadPool': 'multiprocessing.pool.Pool',
  'queue.PriorityQueue': 'queue.Queue',
  'queue.LifoQueue': 'queue.Queue',
  'ssl.SSLSocket': 'socket.socket',
  'threading.Timer': 'threading.Thread',
  'threading.BoundedSemaphore': 'threading.Semaphore',
  'http.client.HTTPSConnection': 'http.client.HTTPConnection',
  'smtplib.SMTP_SSL': 'smtplib.SMTP',
  'smtplib.LMTP': 'smtplib.SMTP',
  'ftplib.FTP_TLS': 'ftplib.FTP',
  'imaplib.IMAP4_SSL': 'imaplib.IMAP4',
  'imaplib.IMAP4_stream': 'imaplib.IMAP4',
  'poplib.POP3_SSL': 'poplib.POP3',
  'multiprocessing.queues.JoinableQueue': 'multiprocessing.queues.Queue',
  'redis.cluster.RedisCluster': 'redis.Redis',
  'redis.RedisCluster': 'redis.Redis',
  'redis.client.Pipeline': '',
  'http.server.HTTPServer': 'socketserver.TCPServer',
  'http.server.ThreadingHTTPServer': 'http.server.HTTPServer',
  'socketserver.TCPServer': 'socketserver.BaseServer',
  'socketserver.UDPServer': 'socketserver.BaseServer',
  'socketserver.ThreadingTCPServer': 'socketserver.TCPServer',
  'wsgiref.simple_server.WSGIServer': 'http.server.HTTPServer',
};

/** The class that a call of `name` returns an instance of; names whose last part is capitalised are classes. */
export function resultOf(name: string): string | undefined {
  const listed = RESULTS[name];
  if (listed !== undefined) return listed === '' ? undefined : listed;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const first = last.charCodeAt(0);
  const isClass = first >= 65 && first <= 90 && last !== last.toUpperCase();
  return isClass ? name : undefined;
}

/**
 * Looks `name` up in a table of the library: under the name itself, else, for methods, under the same method of the
 * base classes.
 */
export function lookUp<T>(table: { readonly [name: string]: T } | ReadonlyMap<string, T>, name: string): T | undefined {
  const get = (key: string): T | undefined =>
    table instanceof Map ? table.get(key) : Object.hasOwn(table, key) ? (table as Record<string, T>)[key] : undefined;
  for (let current = name; ; ) {
    const found = get(current);
    if (found !== undefined) return found;
    const dot = current.lastIndexOf('.');
    const base = dot < 0 ? undefined : SUPERCLASSES[current.slice(0, dot)];
    if (base === undefined || base === '') return undefined;
    current = base + current.slice(dot);
  }
}

/** Whether instances of class `name` are instances of `base`. */
export function isSubclass(name: string, base: string): boolean {
  for (let current: string | undefined = name; current; current = SUPERCLASSES[current]) {
    if (current === base) return true;
  }
  return false;
}
