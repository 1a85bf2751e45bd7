"""Places for the fixes: whole decisions under a lock, takings that do not ask, and where there is none."""
import queue
import threading
import time

client = None
by_key = {}
looked_up = {}
left_early = {}
numbers = {}
waited_for = None
half_locked = None
lock = threading.Lock()
guarded = {}
jobs = []
pending = {}
inbox = queue.Queue()


def connect():
    return object()


def handle(entry):
    print(entry)


def lazy():
    global client
    # ruleid: check-then-act
    if client is None:  # not yet
        # A comment moves too.
        client = connect(
    )
    return client


def memo(key):
    # ruleid: check-then-act
    if key not in by_key: by_key[key] = connect()
    return by_key[key]


def look_up(key):
    value = looked_up.get(key)
    # ruleid: check-then-act
    if value is None:
        value = connect()

        looked_up[key] = value
    return value


def leave_early(key):
    # ruleid: check-then-act
    if key in left_early:
        return left_early[key]
    made = connect()
    left_early[key] = made
    return made


def recursive(n):
    # No fix: it would wait for itself.
    # ruleid: check-then-act
    if n not in numbers:
        numbers[n] = [recursive(n - 1)] if n else connect()
    return numbers[n]


def wait(event):
    global waited_for
    # No fix: another thread might want the lock before it sets the event.
    # ruleid: check-then-act
    if waited_for is None:
        event.wait()
        waited_for = connect()


def lock_late():
    global half_locked
    # No fix: the lock cannot be taken twice.
    # ruleid: check-then-act
    if half_locked is None:
        with lock:
            half_locked = connect()


def known_lock(key, value):
    with lock:
        guarded[key] = value


def forgotten_lock(key):
    # ruleid: check-then-act
    if key not in guarded:
        guarded[key] = connect()


def take(key):
    # No fix: all that the loop does would be under the lock.
    # ruleid: check-then-act
    while jobs:
        handle(jobs.pop())
    # ruleid: check-then-act
    if key in pending:
        del pending[key]


def drain():
    # ruleid: check-then-act
    while not inbox.empty():
        entry = inbox.get()  # the next
        handle(entry)
        # the end


def drain_on_one_line():
    # ruleid: check-then-act
    while inbox.qsize() > 0: inbox.get()


def take_one():
    # ruleid: check-then-act
    if not inbox.empty():
        entry = inbox.get()
        handle(entry)


def take_and_return():
    # ruleid: check-then-act
    if not inbox.empty():
        return inbox.get()
    return None


def leave_when_empty():
    # ruleid: check-then-act
    if inbox.empty():
        time.sleep(1)
        return None
    entry = inbox.get_nowait()
    return entry


def handle_at_once():
    # No fix: what handles it might raise the same exception.
    # ruleid: check-then-act
    if not inbox.empty():
        handle(inbox.get())


def with_another_test(limit):
    # ruleid: check-then-act
    while limit and not inbox.empty():
        inbox.get()


class Pool:
    shared = None

    def __init__(self):
        self.size = 0
        self.members = None

    def start(self):
        for _ in range(3):
            threading.Thread(target=self.run).start()

    def run(self):
        # ruleid: check-then-act
        if self.members is None:
            self.members = connect()
            self.size = 1
        # No fix: it has no first value in `__init__`.
        # ruleid: check-then-act
        if not hasattr(self, "late"):
            self.late = connect()
        # ruleid: check-then-act
        if Pool.shared is None:
            Pool.shared = connect()


def work(key):
    lazy()
    memo(key)
    look_up(key)
    leave_early(key)
    recursive(3)
    wait(threading.Event())
    lock_late()
    known_lock(key, 1)
    forgotten_lock(key)
    take(key)
    drain()
    drain_on_one_line()
    take_one()
    take_and_return()
    leave_when_empty()
    handle_at_once()
    with_another_test(3)


for name in ("a", "b"):
    threading.Thread(target=work, args=(name,)).start()
Pool().start()
