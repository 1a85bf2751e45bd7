"""Locks that decorators take around a function."""
import functools
import threading

CONFIG_LOCK = threading.Lock()
QUEUE_LOCK = threading.RLock()
OTHER_LOCK = threading.Lock()


def synchronized(lock):
    def wrap(func):
        def call_func(*args, **kw):
            lock.acquire()
            try:
                return func(*args, **kw)
            finally:
                lock.release()

        return call_func

    return wrap


def with_lock(func):
    @functools.wraps(func)
    def wrapper(self, *args, **kwargs):
        with self._lock:
            return func(self, *args, **kwargs)

    return wrapper


def logged(func):
    def wrapper(*args):
        with OTHER_LOCK:
            print(func.__name__)
        return func(*args)

    return wrapper


@synchronized(CONFIG_LOCK)
def save():
    return 1


@synchronized(CONFIG_LOCK)
def load():
    # ruleid: lock-reacquired
    return save()


@synchronized(QUEUE_LOCK)
def put():
    return 1


@synchronized(QUEUE_LOCK)
def put_twice():
    # ok: lock-reacquired
    return put() + put()


def reset():
    with CONFIG_LOCK:
        # ruleid: lock-reacquired
        load()
    # ok: lock-reacquired
    load()


class Stock:
    def __init__(self):
        self._lock = threading.Lock()
        self._pieces = 0

    @with_lock
    def total(self):
        return self._pieces

    @with_lock
    def add(self, count):
        self._pieces += count
        # ruleid: lock-reacquired
        return self.total()

    def take(self, count):
        with self._lock:
            self._pieces -= count
        # ok: lock-reacquired
        return self.total()

    @with_lock
    def move(self, other: "Stock"):
        # ok: lock-reacquired
        return other.total()

    @logged
    def name(self):
        with OTHER_LOCK:
            return "stock"

    def show(self):
        # ok: lock-reacquired
        return self.name()


def mutex(func):
    lock = threading.Lock()

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        with lock:
            return func(*args, **kwargs)

    return wrapper


def fresh(func):
    def wrapper(*args, **kwargs):
        # ruleid: lock-created-at-use
        with threading.Lock():
            return func(*args, **kwargs)

    return wrapper


@mutex
def first():
    return 1


@mutex
def second():
    # ok: lock-reacquired
    return first()


@mutex
def recursive(count):
    # ruleid: lock-reacquired
    return count and recursive(count - 1)


@fresh
def third(count):
    # ok: lock-reacquired
    return count and third(count - 1)
