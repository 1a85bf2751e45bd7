"""Locks that are released before the suspension, that suspend their waiters, or that stop nobody."""
import asyncio
import threading

import anyio
import trio

lock = threading.Lock()
tasks_lock = asyncio.Lock()
slots = threading.Semaphore(4)


async def under_asyncio_lock():
    async with tasks_lock:
        # ok: lock-held-across-await
        await asyncio.sleep(1)


async def under_the_locks_of_others(a: anyio.Lock, b: trio.Lock):
    async with a, b:
        # ok: lock-held-across-await
        await asyncio.sleep(1)


async def released_before():
    with lock:
        print("short")
    # ok: lock-held-across-await
    await asyncio.sleep(1)


async def released_by_hand():
    lock.acquire()
    print("short")
    lock.release()
    # ok: lock-held-across-await
    await asyncio.sleep(1)


async def released_for_a_while():
    with lock:
        lock.release()
        # ok: lock-held-across-await
        await asyncio.sleep(1)
        # ruleid: blocking-call-in-async
        lock.acquire()


async def only_tried(session):
    if not lock.acquire(blocking=False):
        return
    try:
        # ok: lock-held-across-await
        await session.commit()
    finally:
        lock.release()


async def tried_for_a_while(session):
    # ruleid: blocking-call-in-async
    if lock.acquire(timeout=0.1):
        try:
            # ok: lock-held-across-await
            await session.commit()
        finally:
            lock.release()


async def taken_in_a_thread(session):
    await asyncio.to_thread(lock.acquire)
    try:
        # ok: lock-held-across-await
        await session.commit()
    finally:
        lock.release()


async def only_its_own(session):
    # ruleid: lock-created-at-use
    own = threading.Lock()
    with own:
        # ok: lock-held-across-await
        await session.commit()


async def in_a_nested_function(session):
    with lock:

        async def later():
            # ok: lock-held-across-await
            await session.commit()

    await later()


async def waits_for_it(session):
    # ok: lock-held-across-await
    with (await session.lock()):
        print("in")


async def makes_a_generator(rows):
    with lock:
        # ok: lock-held-across-await
        return (row async for row in rows)


async def something_else(session, file):
    with file:
        # ok: lock-held-across-await
        await session.commit()


def in_a_thread():
    with lock:
        # ok: lock-held-across-await
        yield 1
