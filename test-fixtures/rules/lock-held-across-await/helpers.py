"""Locks that a context manager takes."""
import asyncio
import contextlib
import threading

lock = threading.Lock()


@contextlib.contextmanager
def locked():
    with lock:
        yield


@contextlib.contextmanager
def locked_if(is_shared):
    if is_shared:
        with lock:
            yield
    else:
        yield


@contextlib.contextmanager
def nested(depth):
    if depth == 0:
        yield
    else:
        with nested(depth - 1):
            yield


class Guard:
    def __init__(self):
        self._lock = threading.Lock()

    def __enter__(self):
        self._lock.acquire()
        return self

    def __exit__(self, *details):
        self._lock.release()


guard = Guard()


async def under_a_helper():
    with locked():
        # ruleid: lock-held-across-await
        await asyncio.sleep(1)


async def under_an_object():
    with guard:
        # ruleid: lock-held-across-await
        await asyncio.sleep(1)


async def perhaps_locked(is_shared):
    with locked_if(is_shared):
        # ok: lock-held-across-await
        await asyncio.sleep(1)


async def without_a_lock():
    with nested(3):
        # ok: lock-held-across-await
        await asyncio.sleep(1)
