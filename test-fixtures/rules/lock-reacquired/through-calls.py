"""A lock that a called function takes again."""
import asyncio
import contextlib
import threading

lock = threading.Lock()


def take():
    with lock:
        return 1


def through_two():
    return take()


def calls():
    with lock:
        # ruleid: lock-reacquired
        take()
        # ruleid: lock-reacquired
        return through_two()


def recursive(count):
    with lock:
        # ruleid: lock-reacquired
        return count and recursive(count - 1)


def even(count):
    with lock:
        # ruleid: lock-reacquired
        return count == 0 or odd(count - 1)


def odd(count):
    return count != 0 and even(count - 1)


@contextlib.contextmanager
def locked():
    with lock:
        yield


def through_a_context():
    with locked():
        # ruleid: lock-reacquired
        take()
    with lock:
        # ruleid: lock-reacquired
        with locked():
            print("never")


def hands_over(pool):
    with lock:
        # ok: lock-reacquired
        pool.submit(take)
        # ok: lock-reacquired
        threading.Thread(target=take).start()


class Stock:
    shared = threading.Lock()

    def __init__(self, parent=None):
        self._lock = threading.Lock()
        self._tasks_lock = asyncio.Lock()
        self._pieces = []
        self._parent = parent

    @property
    def size(self):
        with self._lock:
            return len(self._pieces)

    def clear(self):
        with self._lock:
            self._pieces.clear()

    def refill(self):
        with self._lock:
            # ruleid: lock-reacquired
            self.clear()
            # ruleid: lock-reacquired
            return self.size

    def move(self, other: "Stock"):
        with self._lock:
            # ok: lock-reacquired
            other.clear()

    def merge(self):
        with self._lock:
            # ok: lock-reacquired
            Stock().clear()
            # ok: lock-reacquired
            return Stock(self).size

    def move_all(self):
        with Stock.shared:
            # ruleid: lock-reacquired
            self.count_all()

    def count_all(self):
        with self.shared:
            return 1

    def generate(self):
        with self._lock:
            yield from self._pieces

    def starts_generator(self):
        with self._lock:
            # ok: lock-reacquired
            return self.generate()

    def runs_generator(self):
        with self._lock:
            # ruleid: lock-reacquired
            for piece in self.generate():
                print(piece)

    async def load(self):
        async with self._tasks_lock:
            return 1

    async def reload(self):
        async with self._tasks_lock:
            # ruleid: lock-reacquired
            await self.load()

    async def reload_later(self):
        async with self._tasks_lock:
            # ok: lock-reacquired
            return asyncio.create_task(self.load())

    async def reload_at_most(self):
        async with self._tasks_lock:
            # ok: lock-reacquired
            await asyncio.wait_for(self.load(), 1)


class Shelf(Stock):
    def empty(self):
        with self._lock:
            # ruleid: lock-reacquired
            super().clear()


class Guard:
    """A lock with the two methods that `with` calls."""

    def __init__(self):
        self._inner = threading.Lock()

    def __enter__(self):
        self._inner.acquire()
        return self

    def __exit__(self, *details):
        self._inner.release()


guard = Guard()


def guarded():
    with guard:
        return 1


def guarded_twice():
    with guard:
        # ruleid: lock-reacquired
        return guarded()


class Wrapper:
    """Methods of its own that take and release."""

    def __init__(self):
        self._inner = threading.Lock()

    def acquire(self):
        self._inner.acquire()

    def release(self):
        self._inner.release()

    def use(self):
        self.acquire()
        self.release()
        # ok: lock-reacquired
        self.acquire()
        self.release()


def outer():
    fresh = threading.Lock()

    def inner():
        with fresh:
            return 1

    with fresh:
        # ok: lock-reacquired
        outer()
        # ruleid: lock-reacquired
        return inner()
