"""Code that is right, or of which nothing shows that it is wrong."""
import asyncio
import contextlib
import contextvars
import functools
import multiprocessing
import os
import threading
from unknown_library import guard, synchronized
from werkzeug.local import LocalProxy

CONFIG = {}
# ok: unlocked-shared-global
CONFIG["depth"] = CONFIG.get("depth", 0) + 1

only_here = 0
in_process = 0
timeout = "10"
port = "80"
per_thread = threading.local()
per_request = LocalProxy(per_thread, "values")
per_context = contextvars.ContextVar("per_context", default=0)
by_decorator = 0
by_manager = 0
by_class = 0
by_unknown = 0
by_unknown_decorator = 0
on_loop = 0
read_elsewhere = 0
by_condition = 0
by_closure_lock = 0
by_own_operator = None
own_lock = threading.RLock()
condition = threading.Condition(own_lock)


def single():
    global only_here
    # One thread only, and nobody else writes it.
    # ok: unlocked-shared-global
    only_here += 1


def report():
    return only_here, read_elsewhere


def configure():
    global timeout, port
    # The old value stays or goes, and nothing is computed from it.
    # ok: unlocked-shared-global
    timeout = os.environ.get("TIMEOUT", timeout)
    # ok: unlocked-shared-global
    port = int(port)


def child():
    global in_process
    # A process has its own memory.
    # ok: unlocked-shared-global
    in_process += 1


def local_state():
    # ok: unlocked-shared-global
    per_thread.count += 1
    # ok: unlocked-shared-global
    per_context.set(per_context.get() + 1)
    # ok: unlocked-shared-global
    per_request["count"] = per_request.get("count", 0) + 1


def locked(function):
    @functools.wraps(function)
    def wrapper(*args):
        with own_lock:
            return function(*args)

    return wrapper


@contextlib.contextmanager
def holding():
    own_lock.acquire()
    try:
        yield
    finally:
        own_lock.release()


class Guard:
    def __enter__(self):
        own_lock.acquire()
        return self

    def __exit__(self, *exc):
        own_lock.release()


class Total:
    def __init__(self):
        self.value = 0

    def __iadd__(self, amount):
        with own_lock:
            self.value += amount
        return self


by_own_operator = Total()


def adder():
    global by_own_operator
    # The class's own operator takes the lock.
    # ok: unlocked-shared-global
    by_own_operator += 1


@locked
def decorated():
    global by_decorator
    # ok: unlocked-shared-global
    by_decorator += 1


@synchronized(own_lock)
def decorated_by_unknown():
    global by_unknown_decorator
    # ok: unlocked-shared-global
    by_unknown_decorator += 1


def managed():
    global by_manager, by_class, by_unknown, by_condition
    with holding():
        # ok: unlocked-shared-global
        by_manager += 1
    with Guard():
        # ok: unlocked-shared-global
        by_class += 1
    with guard:
        # ok: unlocked-shared-global
        by_unknown += 1
    with condition:
        # ok: unlocked-shared-global
        by_condition += 1
        condition.notify()
    with own_lock:
        # ok: unlocked-shared-global
        by_condition += 1


async def task():
    global on_loop
    # Tasks of one loop are one thread.
    # ok: unlocked-shared-global
    on_loop += 1


async def tasks():
    await asyncio.gather(*(task() for _ in range(5)))


def writer():
    global read_elsewhere
    # Only read elsewhere: nothing is lost.
    # ok: unlocked-shared-global
    read_elsewhere += 1


def make_workers(number):
    lock = threading.Lock()

    def closure():
        global by_closure_lock
        with lock:
            # ok: unlocked-shared-global
            by_closure_lock += 1

    for _ in range(number):
        threading.Thread(target=closure).start()


def main():
    threading.Thread(target=single).start()
    threading.Thread(target=writer).start()
    for _ in range(4):
        # ruleid: fork-after-threads
        multiprocessing.Process(target=child).start()
        threading.Thread(target=local_state).start()
        threading.Thread(target=adder).start()
        threading.Thread(target=configure).start()
        threading.Thread(target=decorated).start()
        threading.Thread(target=decorated_by_unknown).start()
        threading.Thread(target=managed).start()
    report()
    make_workers(4)
    asyncio.run(tasks())
    os.getpid()


if __name__ == "__main__":
    main()
