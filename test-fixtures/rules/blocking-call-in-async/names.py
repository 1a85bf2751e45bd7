"""Other things of the same names."""
import asyncio
import queue
import time
from asyncio import Queue, sleep

import aiofiles
import httpx

try:
    from fast import sleep as nap
except ImportError:
    from time import sleep as nap

try:
    import requests
except ImportError:
    requests = None


class Client:
    def get(self, url):
        # ok: blocking-call-in-async
        return requests.get(url)

    def sleep(self, seconds):
        # ok: blocking-call-in-async
        time.sleep(seconds)


async def shadowed(time, path, open):
    # ok: blocking-call-in-async
    await sleep(1)
    # ok: blocking-call-in-async
    time.sleep(1)
    # ok: blocking-call-in-async
    open(path)
    # ok: blocking-call-in-async
    nap(1)


async def redefined():
    def sleep(seconds):
        return seconds

    # ok: blocking-call-in-async
    sleep(1)
    input = iter([1])
    # ok: blocking-call-in-async
    return input


async def containers(headers: dict, lines, client, thread):
    settings = {}
    # ok: blocking-call-in-async
    settings.get("a")
    # ok: blocking-call-in-async
    headers.get("b")
    # ok: blocking-call-in-async
    ", ".join(lines)
    # ok: blocking-call-in-async
    client.get("/")
    # ok: blocking-call-in-async
    thread.join()
    # ok: blocking-call-in-async
    client.result()
    # ok: blocking-call-in-async
    client.wait()
    # ok: blocking-call-in-async
    return client.read()


async def asynchronous(path):
    jobs = Queue()
    # ok: blocking-call-in-async
    await jobs.get()
    # ok: blocking-call-in-async
    await jobs.put(1)
    lock = asyncio.Lock()
    # ok: blocking-call-in-async
    await lock.acquire()
    # ok: blocking-call-in-async
    await asyncio.Event().wait()
    async with httpx.AsyncClient() as client:
        # ok: blocking-call-in-async
        await client.get("/")
    # ok: blocking-call-in-async
    async with aiofiles.open(path) as file:
        # ok: blocking-call-in-async
        return await file.read()


class Jobs(queue.Queue):
    async def get(self):
        return 1

    async def first(self):
        # ok: blocking-call-in-async
        return await self.get()


async def either(flag):
    jobs = queue.Queue() if flag else Queue()
    # ok: blocking-call-in-async
    return jobs.get()


async def reassigned():
    channel = queue.Queue()
    channel = Queue()
    # ok: blocking-call-in-async
    return channel.get()


async def known_after_fallback(url):
    # ruleid: blocking-call-in-async
    return requests.get(url)
