"""Guards that comments declare, on globals, attributes and functions."""
import threading

_lock = threading.Lock()
_other = threading.Lock()
hits = 0  # interleave: guarded-by=_lock
table = {  # interleave: guarded-by=_lock
    "a": 1,
}


def count():
    global hits
    # ruleid: guarded-by-violation
    hits += 1
    with _lock:
        # ok: guarded-by-violation
        hits += 1
    with _other:
        # ruleid: guarded-by-violation
        table["b"] = 2


def show():
    # ruleid: guarded-by-violation
    return hits


def helper():  # interleave: requires=_lock
    # ok: guarded-by-violation
    return hits, table


def call():
    # ruleid: guarded-by-violation
    helper()
    with _lock:
        # ok: guarded-by-violation
        return helper()


def nested():  # interleave: requires=_lock
    # ok: guarded-by-violation
    return helper()


class Base:
    made = 0  # interleave: guarded-by=_lock

    def __init__(self, lock):
        # The lock comes from outside: its name is what counts.
        self._own_lock = lock
        self._ready = threading.Condition()
        self.items = []  # interleave: guarded-by=_own_lock
        self.state = None  # interleave: guarded-by=self._ready
        # ok: guarded-by-violation
        self.items.append(1)

    def add(self, item):
        with self._own_lock:
            # ok: guarded-by-violation
            self.items.append(item)
            self._inner()
        # ruleid: guarded-by-violation
        self.items.append(item)
        with self._ready:
            # ok: guarded-by-violation
            self.state = item
            self._ready.notify()

    def _inner(self):
        # ruleid: guarded-by-violation
        return len(self.items)

    def two(self, other):
        with self._own_lock:
            # Another object has another lock.
            # ruleid: guarded-by-violation
            return self.moved(other.items if isinstance(other, Base) else self.state)

    def moved(self, items):
        return items


class Derived(Base):
    def clear(self):
        # ruleid: guarded-by-violation
        self.items.clear()


class Known:
    def __init__(self):
        self.lock = threading.RLock()
        self.ready = threading.Condition(self.lock)
        self.value = 0  # interleave: guarded-by=lock

    def change(self):
        with self.ready:
            # The condition is the same lock.
            # ok: guarded-by-violation
            self.value += 1
        with self.lock:
            self._inner()

    def _inner(self):
        # Every caller holds it.
        # ok: guarded-by-violation
        self.value += 1
