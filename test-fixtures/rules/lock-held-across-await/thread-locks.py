"""Thread locks that stay held while a coroutine is suspended."""
import asyncio
import multiprocessing
import threading
from threading import Condition, Semaphore

lock = threading.Lock()
rlock = threading.RLock()
slot = Semaphore()
between_processes = multiprocessing.Lock()
changed = Condition()


async def awaits():
    with lock:
        # ruleid: lock-held-across-await
        await asyncio.sleep(1)
        await asyncio.sleep(2)


async def awaits_under_rlock():
    with rlock:
        # ruleid: lock-held-across-await
        await asyncio.sleep(1)


async def awaits_under_others():
    with slot:
        # ruleid: lock-held-across-await
        await asyncio.sleep(1)
    with between_processes:
        # ruleid: lock-held-across-await
        await asyncio.sleep(1)
    with changed:
        # ruleid: lock-held-across-await
        await asyncio.sleep(1)


async def iterates(rows):
    with lock:
        # ruleid: lock-held-across-await
        async for row in rows:
            print(row)


async def collects(rows):
    with lock:
        # ruleid: lock-held-across-await
        return [row async for row in rows]


async def enters(session):
    with lock:
        # ruleid: lock-held-across-await
        async with session:
            print("in")


async def generates():
    with lock:
        # ruleid: lock-held-across-await
        yield 1


async def takes_both(session):
    with lock, rlock:
        # ruleid: lock-held-across-await
        await session.commit()


async def acquires(session):
    lock.acquire()
    try:
        # ruleid: lock-held-across-await
        await session.commit()
    finally:
        lock.release()


async def in_a_branch(session, is_ready):
    with lock:
        if is_ready:
            # ruleid: lock-held-across-await
            await session.commit()


async def given(session, own: threading.Lock):
    with own:
        # ruleid: lock-held-across-await
        await session.commit()


class Cache:
    def __init__(self):
        self._lock = threading.Lock()

    async def load(self, key):
        with self._lock:
            # ruleid: lock-held-across-await
            return await fetch(key)

    def locked(self):
        return self._lock

    async def load_twice(self, key):
        with self._lock:
            first = key
        # ok: lock-held-across-await
        return await fetch(first)


async def fetch(key):
    return key
