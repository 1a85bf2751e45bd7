"""Locks that each run makes for itself."""
import asyncio
import multiprocessing
import threading
from contextlib import contextmanager
from threading import BoundedSemaphore

import anyio
import trio

totals = {}


def in_place():
    # ruleid: lock-created-at-use
    with threading.RLock():
        totals["a"] = 1
    # ruleid: lock-created-at-use
    with threading.Condition():
        totals["b"] = 1
    # ruleid: lock-created-at-use
    with BoundedSemaphore(4), open("totals.txt") as file:
        totals["c"] = file.read()
    # ruleid: lock-created-at-use
    with multiprocessing.Lock():
        totals["d"] = 1


# ruleid: lock-created-at-use
with threading.Lock():
    totals["start"] = 0


async def in_place_of_tasks(session):
    # ruleid: lock-created-at-use
    async with asyncio.Lock():
        await session.refresh()
    # ruleid: lock-created-at-use
    async with asyncio.Semaphore(2):
        await session.get("/")
    # ruleid: lock-created-at-use
    async with anyio.Lock():
        await session.refresh()
    # ruleid: lock-created-at-use
    async with trio.Semaphore(2):
        await session.get("/")


def in_a_variable(name):
    # ruleid: lock-created-at-use
    lock = threading.Lock()
    with lock:
        totals[name] = 1


def by_hand(name):
    # ruleid: lock-created-at-use
    lock = threading.Lock()
    lock.acquire()
    try:
        totals[name] = 1
    finally:
        lock.release()


class Totals:
    def add(self, name):
        # ruleid: lock-created-at-use
        lock: threading.Lock = threading.Lock()
        with lock:
            totals[name] = 1


async def one_after_the_other(session, urls):
    # ruleid: lock-created-at-use
    slots = asyncio.Semaphore(2)
    for url in urls:
        async with slots:
            await session.get(url)


@contextmanager
def guarded():
    # ruleid: lock-created-at-use
    lock = threading.Lock()
    with lock:
        yield
