"""Locks of threads: short ones may be taken, those that somebody holds for long may not."""
import asyncio
import threading
import time

import filelock
import requests

short = threading.Lock()
slow = threading.Lock()
indirect = threading.RLock()
ready = threading.Condition()
slots = threading.Semaphore(3)
total = {}


def count(key):
    with short:
        total[key] = 1


def refresh(url):
    with slow:
        total[url] = requests.get(url).text


def refresh_all(urls):
    with indirect:
        for url in urls:
            load(url)


def load(url):
    time.sleep(1)
    return url


def limited(url):
    with slots:
        return requests.get(url)


async def quick(key):
    # ok: blocking-call-in-async
    with short:
        return total.get(key)


async def stuck(key):
    # ruleid: blocking-call-in-async
    with slow:
        return total.get(key)


async def stuck_indirectly(key):
    # ruleid: blocking-call-in-async
    with indirect:
        return total.get(key)


async def stuck_at_slots(key):
    # ruleid: blocking-call-in-async
    with slots:
        return total.get(key)


async def acquired(key):
    # ruleid: blocking-call-in-async
    slow.acquire()
    try:
        return total.get(key)
    finally:
        slow.release()


async def acquired_shortly(key):
    # A hint: everybody who holds it lets go of it at once.
    # ruleid: blocking-call-in-async
    short.acquire()
    try:
        return total.get(key)
    finally:
        short.release()


async def kept(lock: threading.Lock):
    # ruleid: blocking-call-in-async
    lock.acquire()


async def conditions():
    # ok: blocking-call-in-async
    with ready:
        while not total:
            # ruleid: blocking-call-in-async
            ready.wait()
        # ruleid: blocking-call-in-async
        ready.wait_for(lambda: total, timeout=5)


async def not_waiting():
    # ok: blocking-call-in-async
    if slow.acquire(blocking=False):
        slow.release()
    # ok: blocking-call-in-async
    if slow.acquire(False) or slow.acquire(timeout=0):
        slow.release()
    fresh = threading.Lock()
    # ok: blocking-call-in-async
    fresh.acquire()


async def between_processes(path):
    # ruleid: blocking-call-in-async
    with filelock.FileLock(path):
        total.clear()
    # ok: blocking-call-in-async
    filelock.FileLock(path, timeout=0).acquire()


class Store:
    def __init__(self):
        self._lock = threading.Lock()
        self._long = threading.Lock()
        self._tasks = asyncio.Lock()
        self.data = {}

    def put(self, key, value):
        with self._lock:
            self.data[key] = value

    def sync(self):
        with self._long:
            time.sleep(1)

    async def get(self, key):
        # ok: blocking-call-in-async
        with self._lock:
            return self.data.get(key)

    async def synced(self, key):
        # ruleid: blocking-call-in-async
        with self._long:
            return self.data.get(key)

    async def among_tasks(self, key):
        # ok: blocking-call-in-async
        async with self._tasks:
            return self.data.get(key)
