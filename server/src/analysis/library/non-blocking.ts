/** How calls that can block are told not to: by their arguments, and by what one asks before. */

/** An argument that makes a call return at once. */
export interface NonBlockingArgument {
  /** -1: by keyword only. */
  readonly position: number;
  readonly keyword?: string;
  /**
   * - `false`, `true`: the literal
   * - `zero`: a number that is not above zero
   * - `none`: `None`
   * - `absent`: not given, or `None`
   * - a list of names: one of them is mentioned, such as `os.WNOHANG`
   */
  readonly when: 'false' | 'true' | 'zero' | 'none' | 'absent' | readonly string[];
}

const arg = (
  position: number,
  keyword: string | undefined,
  when: NonBlockingArgument['when'],
): NonBlockingArgument => ({
  position,
  ...(keyword === undefined ? {} : { keyword }),
  when,
});
const timeout = (position: number, keyword = 'timeout'): NonBlockingArgument => arg(position, keyword, 'zero');
const flags = (position: number, ...names: string[]): NonBlockingArgument => arg(position, 'flags', names);

const ACQUIRE = [arg(0, 'blocking', 'false'), timeout(1)];
const ACQUIRE_PROCESS = [arg(0, 'block', 'false'), timeout(1)];
const GET = [arg(0, 'block', 'false'), timeout(1)];
const PUT = [arg(1, 'block', 'false'), timeout(2)];
const ZMQ = ['NOBLOCK', 'DONTWAIT'];

/** By qualified name; methods of base classes count for the classes derived from them. Sources: each module's documentation. */
export const NON_BLOCKING: Readonly<Record<string, readonly NonBlockingArgument[]>> = {
  'threading.Lock.acquire': ACQUIRE,
  'threading.RLock.acquire': ACQUIRE,
  'threading.Condition.acquire': ACQUIRE,
  'threading.Semaphore.acquire': ACQUIRE,
  'multiprocessing.synchronize.Lock.acquire': ACQUIRE_PROCESS,
  'multiprocessing.synchronize.RLock.acquire': ACQUIRE_PROCESS,
  'multiprocessing.synchronize.Semaphore.acquire': ACQUIRE_PROCESS,
  'multiprocessing.synchronize.Event.wait': [timeout(0)],
  'threading.Event.wait': [timeout(0)],
  'threading.Condition.wait': [timeout(0)],
  'threading.Condition.wait_for': [timeout(1)],
  'threading.Barrier.wait': [timeout(0)],
  'threading.Thread.join': [timeout(0)],
  'multiprocessing.Process.join': [timeout(0)],
  'queue.Queue.get': GET,
  'queue.SimpleQueue.get': GET,
  'queue.Queue.put': PUT,
  'multiprocessing.queues.Queue.get': GET,
  'multiprocessing.queues.Queue.put': PUT,
  'multiprocessing.pool.AsyncResult.get': [timeout(0)],
  'multiprocessing.pool.AsyncResult.wait': [timeout(0)],
  'multiprocessing.connection.wait': [timeout(1)],
  'concurrent.futures.Future.result': [timeout(0)],
  'concurrent.futures.Future.exception': [timeout(0)],
  'concurrent.futures.Executor.shutdown': [arg(0, 'wait', 'false')],
  'concurrent.futures.wait': [timeout(1)],
  'concurrent.futures.as_completed': [timeout(1)],
  'subprocess.Popen.wait': [timeout(0)],
  'subprocess.Popen.communicate': [timeout(1)],
  'os.waitpid': [arg(1, undefined, ['WNOHANG'])],
  'os.wait3': [arg(0, undefined, ['WNOHANG'])],
  'os.wait4': [arg(1, undefined, ['WNOHANG'])],
  'os.waitid': [arg(2, undefined, ['WNOHANG'])],
  'signal.sigtimedwait': [timeout(1)],
  'select.select': [timeout(3)],
  'select.poll.poll': [timeout(0)],
  'select.epoll.poll': [timeout(0)],
  'select.kqueue.control': [timeout(2)],
  'selectors.BaseSelector.select': [timeout(0)],
  'fcntl.flock': [arg(1, undefined, ['LOCK_NB', 'LOCK_UN'])],
  'fcntl.lockf': [arg(1, undefined, ['LOCK_NB', 'LOCK_UN'])],
  'socket.getaddrinfo': [arg(0, 'host', 'none'), flags(5, 'AI_NUMERICHOST', 'AI_PASSIVE')],
  'socket.getnameinfo': [flags(1, 'NI_NUMERICHOST')],
  // Without a host these make no connection yet.
  'smtplib.SMTP': [arg(0, 'host', 'absent')],
  'smtplib.SMTP_SSL': [arg(0, 'host', 'absent')],
  'smtplib.LMTP': [arg(0, 'host', 'absent')],
  'ftplib.FTP': [arg(0, 'host', 'absent')],
  'ftplib.FTP_TLS': [arg(0, 'host', 'absent')],
  'serial.Serial': [arg(0, 'port', 'absent')],
  // Compared with the last call when there is no interval.
  'psutil.cpu_percent': [arg(0, 'interval', 'absent'), timeout(0, 'interval')],
  'psutil.cpu_times_percent': [arg(0, 'interval', 'absent'), timeout(0, 'interval')],
  'psutil.Process.cpu_percent': [arg(0, 'interval', 'absent'), timeout(0, 'interval')],
  'psutil.Process.wait': [timeout(0)],
  'psutil.wait_procs': [timeout(1)],
  'zmq.Socket.recv': [flags(0, ...ZMQ)],
  'zmq.Socket.recv_json': [flags(0, ...ZMQ)],
  'zmq.Socket.recv_multipart': [flags(0, ...ZMQ)],
  'zmq.Socket.recv_pyobj': [flags(0, ...ZMQ)],
  'zmq.Socket.recv_string': [flags(0, ...ZMQ)],
  'zmq.Socket.send': [flags(1, ...ZMQ)],
  'zmq.Socket.send_json': [flags(1, ...ZMQ)],
  'zmq.Socket.send_multipart': [flags(1, ...ZMQ)],
  'zmq.Socket.send_pyobj': [flags(1, ...ZMQ)],
  'zmq.Socket.send_string': [flags(1, ...ZMQ)],
  'zmq.Socket.poll': [timeout(0)],
  'zmq.Poller.poll': [timeout(0)],
  'kafka.KafkaConsumer.poll': [arg(0, 'timeout_ms', 'absent'), timeout(0, 'timeout_ms')],
  'confluent_kafka.Consumer.poll': [timeout(0)],
  'confluent_kafka.Consumer.consume': [timeout(1)],
  'confluent_kafka.Producer.poll': [timeout(0)],
  'confluent_kafka.Producer.flush': [timeout(0)],
  'pika.BlockingConnection.process_data_events': [arg(0, 'time_limit', 'absent'), timeout(0, 'time_limit')],
  'paho.mqtt.client.Client.loop': [timeout(0)],
  'redis.client.PubSub.get_message': [arg(1, 'timeout', 'absent'), timeout(1)],
  'filelock.FileLock.acquire': [timeout(0), arg(-1, 'blocking', 'false')],
  'portalocker.lock': [flags(1, 'LOCK_NB', 'NON_BLOCKING')],
  'fasteners.InterProcessLock.acquire': [arg(0, 'blocking', 'false')],
  'pexpect.spawn.expect': [arg(-1, 'async_', 'true')],
  'pexpect.spawn.expect_exact': [arg(-1, 'async_', 'true')],
  'grpc.Server.wait_for_termination': [timeout(0)],
  'celery.result.AsyncResult.get': [timeout(0)],
  'celery.result.ResultSet.get': [timeout(0)],
  'watchdog.observers.api.BaseObserver.join': [timeout(0)],
  'can.BusABC.recv': [timeout(0)],
  // Without a path it returns text.
  'pandas.DataFrame.to_csv': [arg(0, 'path_or_buf', 'absent')],
  'apscheduler.schedulers.background.BackgroundScheduler.shutdown': [arg(0, 'wait', 'false')],
};

/** What one asks an object so as not to wait: a method or attribute of it. */
export interface ReadyTest {
  readonly member: string;
  /** What it says when the call would return at once. */
  readonly means: 'true' | 'false' | 'not None';
}

const when = (means: ReadyTest['means'], ...members: string[]): ReadyTest[] =>
  members.map((member) => ({ member, means }));
const HAS_ITEMS = [...when('false', 'empty'), ...when('true', 'qsize')];

/** By qualified name: tests after which the call does not wait. */
export const READY_TESTS: Readonly<Record<string, readonly ReadyTest[]>> = {
  'concurrent.futures.Future.result': when('true', 'done'),
  'concurrent.futures.Future.exception': when('true', 'done'),
  'threading.Thread.join': when('false', 'is_alive'),
  'threading.Event.wait': when('true', 'is_set'),
  'threading.Lock.acquire': when('false', 'locked'),
  'multiprocessing.Process.join': [...when('false', 'is_alive'), ...when('not None', 'exitcode')],
  'multiprocessing.synchronize.Event.wait': when('true', 'is_set'),
  'multiprocessing.pool.AsyncResult.get': when('true', 'ready'),
  'multiprocessing.pool.AsyncResult.wait': when('true', 'ready'),
  'multiprocessing.connection.Connection.recv': when('true', 'poll'),
  'multiprocessing.connection.Connection.recv_bytes': when('true', 'poll'),
  'subprocess.Popen.wait': when('not None', 'poll', 'returncode'),
  'subprocess.Popen.communicate': when('not None', 'poll', 'returncode'),
  'queue.Queue.get': HAS_ITEMS,
  'queue.SimpleQueue.get': HAS_ITEMS,
  'queue.Queue.put': when('false', 'full'),
  'multiprocessing.queues.Queue.get': HAS_ITEMS,
  'multiprocessing.queues.SimpleQueue.get': HAS_ITEMS,
  'multiprocessing.queues.Queue.put': when('false', 'full'),
  'celery.result.AsyncResult.get': when('true', 'ready', 'successful', 'failed'),
  'zmq.Socket.recv': when('true', 'poll'),
  'serial.Serial.read': when('true', 'in_waiting', 'inWaiting'),
};

/** Calls that only a thread with a running event loop survives; elsewhere they raise. */
export const LOOP_PROBES: ReadonlySet<string> = new Set([
  'asyncio.get_running_loop',
  'asyncio._get_running_loop',
  'asyncio.get_event_loop',
  'asyncio.current_task',
  'sniffio.current_async_library',
  'trio.lowlevel.current_task',
  'anyio.get_current_task',
]);

/** Names of helpers that await what they are given only if it can be awaited: `await ensure_async(socket.send(x))`. */
export const AWAITS_IF_NEEDED =
  /(ensure|maybe|may_be|possibly|optional|if)_?(await|async|coro)|(await|async|coro)\w*_(maybe|if)/i;

/** What raises when a non-blocking operation would have to wait. */
export const WOULD_BLOCK: ReadonlySet<string> = new Set([
  'builtins.BlockingIOError',
  'builtins.InterruptedError',
  'ssl.SSLWantReadError',
  'ssl.SSLWantWriteError',
  'zmq.Again',
  'queue.Empty',
]);

/** Names of flags that say whether something with two modes is in its asynchronous one: `self.asynchronous`, `is_async`. */
export const ASYNC_FLAG =
  /(^|_)(is|in|within|called_from)_*(async\w*|(running_|event_)?loop)$|^_*async(hronous|io)?(_?(mode|call|context))?$|^_*run_async$/i;

/** Names of variables with the event loop that one knows, or `None`. */
export const LOOP_NAME = /^_*((event|io|running|asyncio|async|current)_?)?loop$/i;
