"""Functions handed over uncalled run somewhere else."""
import asyncio
import functools
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import anyio.to_thread
import requests
import trio
from asgiref.sync import sync_to_async
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.concurrency import run_in_threadpool as fastapi_pool
from starlette.concurrency import run_in_threadpool

app = FastAPI()
session = requests.Session()
pool = ThreadPoolExecutor()


def load(url="u"):
    # ok: blocking-call-in-async
    return requests.get(url)


class Api:
    def fetch(self):
        # ok: blocking-call-in-async
        return session.get("u")

    async def bound(self):
        # ok: blocking-call-in-async
        return await asyncio.to_thread(self.fetch)


async def to_threads(url):
    loop = asyncio.get_running_loop()
    # ok: blocking-call-in-async
    await asyncio.to_thread(time.sleep, 1)
    # ok: blocking-call-in-async
    await asyncio.to_thread(load, url)
    # ok: blocking-call-in-async
    await asyncio.to_thread(lambda: requests.get(url).json())
    # ok: blocking-call-in-async
    await asyncio.to_thread(functools.partial(requests.get, url, timeout=3))
    # ok: blocking-call-in-async
    await asyncio.to_thread(session.get, url)
    # ok: blocking-call-in-async
    await loop.run_in_executor(None, time.sleep, 1)
    # ok: blocking-call-in-async
    await loop.run_in_executor(pool, lambda: time.sleep(1))
    # ok: blocking-call-in-async
    await loop.run_in_executor(None, functools.partial(session.post, url, json={}))
    # ok: blocking-call-in-async
    await asyncio.wrap_future(pool.submit(time.sleep, 1))
    # ok: blocking-call-in-async
    await sync_to_async(load)(url)
    # ok: blocking-call-in-async
    await sync_to_async(time.sleep, thread_sensitive=True)(1)
    # ok: blocking-call-in-async
    await anyio.to_thread.run_sync(time.sleep, 1)
    # ok: blocking-call-in-async
    await trio.to_thread.run_sync(load, url)
    # ok: blocking-call-in-async
    await run_in_threadpool(requests.get, url)
    # ok: blocking-call-in-async
    await fastapi_pool(load, url)
    # ok: blocking-call-in-async
    threading.Thread(target=time.sleep, args=(1,)).start()


async def nested(url):
    def work():
        # ok: blocking-call-in-async
        time.sleep(1)
        # ok: blocking-call-in-async
        return requests.get(url)

    # ok: blocking-call-in-async
    wait = lambda: time.sleep(1)
    await asyncio.to_thread(wait)
    return await asyncio.to_thread(work)


@app.post("/orders")
async def order(tasks: BackgroundTasks):
    # ok: blocking-call-in-async
    tasks.add_task(load, "u")
    # ok: blocking-call-in-async
    tasks.add_task(time.sleep, 1)


@app.get("/report")
def report(url: str):
    # ok: blocking-call-in-async
    return requests.get(url).json()


def dependency():
    # ok: blocking-call-in-async
    time.sleep(1)


@app.get("/slow")
async def slow(value=Depends(dependency)):
    return value


@sync_to_async
def offloaded():
    # ok: blocking-call-in-async
    time.sleep(1)


def in_thread(function):
    @functools.wraps(function)
    async def run(*args):
        # ok: blocking-call-in-async
        return await asyncio.to_thread(function, *args)

    return run


@in_thread
def also_offloaded():
    # ok: blocking-call-in-async
    time.sleep(1)


async def use_offloaded():
    await offloaded()
    await also_offloaded()


def not_a_coroutine():
    # ok: blocking-call-in-async
    time.sleep(1)


class Plain(threading.Thread):
    def run(self):
        # ok: blocking-call-in-async
        time.sleep(1)
