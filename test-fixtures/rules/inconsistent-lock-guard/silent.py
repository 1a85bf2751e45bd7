"""Accesses without the lock that are right, or too few with it to be a habit."""
import threading


class Cache:
    def __init__(self):
        self._lock = threading.Lock()
        self._ready = threading.Condition(self._lock)
        self._items = {}
        self._instance = None
        self._running = True
        self._size = 10
        self._rare = 0
        self._prepare()

    def _prepare(self):
        # Only the constructor calls it.
        # ok: inconsistent-lock-guard
        self._items["first"] = 1

    def put(self, key, value):
        with self._lock:
            self._items[key] = value
            self._evict()
            self._trim_locked()

    def take(self, key):
        with self._ready:
            # The condition is the same lock.
            # ok: inconsistent-lock-guard
            return self._items.pop(key)

    def merge(self, other):
        with self._lock:
            self._items.update(other)

    def _evict(self):
        # Every caller holds the lock.
        # ok: inconsistent-lock-guard
        self._items.clear()

    def _trim_locked(self):
        # ok: inconsistent-lock-guard
        self._items.clear()

    def __repr__(self):
        # ok: inconsistent-lock-guard
        return f"<Cache {self._items}>"

    def instance(self):
        # ok: inconsistent-lock-guard
        if self._instance is None:
            with self._lock:
                if self._instance is None:
                    self._instance = object()
        return self._fresh()

    def _fresh(self):
        with self._lock:
            return self._instance

    def set_instance(self, value):
        with self._lock:
            self._instance = value

    def run(self):
        # ok: inconsistent-lock-guard
        while self._running:
            self.take("next")

    def pause(self):
        with self._lock:
            self._running = False

    def resume(self):
        with self._lock:
            self._running = True

    def limit(self):
        # Never changed after the constructor.
        with self._lock:
            return self._size

    def limit_again(self):
        with self._lock:
            return self._size

    def limit_plain(self):
        # ok: inconsistent-lock-guard
        return self._size

    def once(self):
        with self._lock:
            self._rare += 1

    def else_where(self):
        # One access under the lock is no habit.
        # ok: inconsistent-lock-guard
        self._rare = 0

    def _after_fork(self):
        self._lock = threading.Lock()
        # ok: inconsistent-lock-guard
        self._items = {}


class Sender:
    """A lock for something else, that one method holds while it looks at this too."""

    def __init__(self):
        self._frames_lock = threading.Lock()
        self._frames = []
        self._sending = None

    def __enter__(self):
        # ok: inconsistent-lock-guard
        self._frames = []
        return self

    def push(self, frame):
        with self._frames_lock:
            self._frames.append(frame)

    def flush(self):
        with self._frames_lock:
            if self._sending is not None:
                self._frames.remove(self._sending)
                self._sending = None

    def begin(self):
        # ok: inconsistent-lock-guard
        self._sending = 1


class Bus:
    """Each change puts a new list in the place of the old one, which whoever has read it can go through."""

    def __init__(self):
        self._lock = threading.Lock()
        self._listeners = []

    def add(self, listener):
        with self._lock:
            self._listeners = [*self._listeners, listener]

    def drop(self, listener):
        with self._lock:
            self._listeners = [other for other in self._listeners if other is not listener]

    def tell(self, event):
        # ok: inconsistent-lock-guard
        for listener in self._listeners:
            listener(event)
