import asyncio
import logging
import queue
import signal
import threading

lock = threading.Lock()
worker_lock = threading.Lock()
count_lock = threading.Lock()
again = threading.RLock()
changed = threading.Condition(threading.Lock())
woken = threading.Condition()
jobs = queue.Queue()
messages = queue.SimpleQueue()
other_jobs = queue.Queue()
stopped = threading.Event()
log = logging.getLogger(__name__)
stops = []


def save():
    with lock:
        stops.append("saved")


def load():
    with lock:
        return list(stops)


def on_stop(number, frame):
    # ruleid: lock-in-signal-handler-or-finalizer
    save()


def on_change(number, frame):
    # ruleid: lock-in-signal-handler-or-finalizer
    with changed:
        changed.notify_all()


def on_hangup(number, frame):
    # ruleid: lock-in-signal-handler-or-finalizer
    jobs.put("hangup")


def on_stop_event(number, frame):
    # ruleid: lock-in-signal-handler-or-finalizer
    stopped.set()


def on_user(number, frame):
    # ruleid: lock-in-signal-handler-or-finalizer
    log.warning("signal %s", number)


def count():
    with count_lock:
        stops.append(len(stops))


def on_count(number, frame):
    # An info: the main thread must be in the middle of the very same code.
    # ruleid: lock-in-signal-handler-or-finalizer
    count()


def on_quit(number, frame):
    # ok: lock-in-signal-handler-or-finalizer
    with again:
        stops.append("quit")
    # ok: lock-in-signal-handler-or-finalizer
    with woken:
        woken.notify_all()
    # ok: lock-in-signal-handler-or-finalizer
    messages.put("quit")
    # ok: lock-in-signal-handler-or-finalizer
    if lock.acquire(timeout=1):
        lock.release()
    # ok: lock-in-signal-handler-or-finalizer
    if lock.acquire(blocking=False):
        lock.release()
    stops.append("quit")


def on_alarm(number, frame):
    # ok: lock-in-signal-handler-or-finalizer
    with worker_lock:
        stops.append("alarm")
    # ok: lock-in-signal-handler-or-finalizer
    other_jobs.put("alarm")


def work():
    with worker_lock:
        stops.append("work")
    other_jobs.get()


async def serve():
    loop = asyncio.get_running_loop()
    # ok: lock-in-signal-handler-or-finalizer
    loop.add_signal_handler(signal.SIGTERM, save)
    await asyncio.sleep(1)


# ruleid: lock-in-signal-handler-or-finalizer
signal.signal(signal.SIGCHLD, lambda number, frame: save())
signal.signal(signal.SIGINT, on_stop)
signal.signal(signal.SIGTERM, on_stop)
signal.signal(signal.SIGWINCH, on_change)
signal.signal(signal.SIGHUP, on_hangup)
signal.signal(signal.SIGUSR1, on_user)
signal.signal(signal.SIGUSR2, on_stop_event)
signal.signal(signal.SIGQUIT, on_quit)
signal.signal(signal.SIGALRM, on_alarm)
signal.signal(signal.SIGCONT, on_count)
threading.Thread(target=work, daemon=True).start()
asyncio.run(serve())
while not stops:
    with changed:
        changed.wait()
    with again:
        jobs.get()
    with woken:
        save()
        load()
    count()
    stopped.wait()
