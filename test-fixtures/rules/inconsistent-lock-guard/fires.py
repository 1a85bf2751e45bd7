"""One access forgets the lock that the others hold."""
import threading

_registry = {}
_registry_lock = threading.Lock()


def register(name, value):
    with _registry_lock:
        _registry[name] = value


def unregister(name):
    with _registry_lock:
        del _registry[name]


def replace(name, value):
    # ruleid: inconsistent-lock-guard
    _registry[name] = value


def look_up(name):
    # A read is an info.
    # ruleid: inconsistent-lock-guard
    return _registry[name]


def names():
    with _registry_lock:
        return list(_registry)


def count():
    with _registry_lock:
        return len(_registry)


class Pool:
    total = 0
    _class_lock = threading.Lock()

    def __init__(self):
        self._lock = threading.RLock()
        self._free = []
        self._busy = 0
        self._closed = False

    def take(self):
        self._lock.acquire()
        try:
            self._busy += 1
            return self._free.pop()
        finally:
            self._lock.release()

    def give(self, item):
        with self._lock:
            self._busy -= 1
            self._free.append(item)

    def size(self):
        with self._lock:
            return len(self._free) + self._busy

    def any(self):
        with self._lock:
            return bool(self._free)

    def drop(self):
        # ruleid: inconsistent-lock-guard
        self._free.clear()
        # ruleid: inconsistent-lock-guard
        self._busy = 0

    def close(self):
        # The others are gone: an info.
        # ruleid: inconsistent-lock-guard
        self._free = []

    @classmethod
    def made(cls):
        with cls._class_lock:
            cls.total += 1

    @classmethod
    def gone(cls):
        with cls._class_lock:
            cls.total -= 1

    @classmethod
    def reset(cls):
        # The hook starts everything anew.
        # ok: inconsistent-lock-guard
        cls.total = 0

    @classmethod
    def forget(cls):
        # ruleid: inconsistent-lock-guard
        cls.total = 0


class Bus:
    """Each change makes a new list, but two looks may find two of them."""

    def __init__(self):
        self._lock = threading.Lock()
        self._listeners = []

    def add(self, listener):
        with self._lock:
            self._listeners = [*self._listeners, listener]

    def drop(self, listener):
        with self._lock:
            self._listeners = [other for other in self._listeners if other is not listener]

    def last(self):
        # ruleid: inconsistent-lock-guard
        if self._listeners:
            return self._listeners[-1]
        return None


class Shelf:
    """A nested function changes the list in place."""

    def __init__(self):
        self._lock = threading.Lock()
        self._items = []

    def clear(self):
        with self._lock:
            self._items = []

    def refill(self):
        with self._lock:
            self._items = [1]

    def fill(self, run):
        def add(item):
            with self._lock:
                self._items.append(item)

        run(add)

    def first(self):
        # ruleid: inconsistent-lock-guard
        return self._items[0]
