"""Values that go along, or that nobody misses."""
import asyncio
import contextvars
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import anyio
from asgiref.sync import sync_to_async

user = contextvars.ContextVar("user")
job = contextvars.ContextVar("job")
locale = contextvars.ContextVar("locale")
pool = ThreadPoolExecutor()
processes = ProcessPoolExecutor()


def audit(action):
    print(user.get(), action)


def plain(action):
    print(action)


async def log_in(name):
    user.set(name)
    job.set(name)


async def copied(action):
    loop = asyncio.get_running_loop()
    # ok: contextvar-lost-in-thread
    await asyncio.to_thread(audit, action)
    # ok: contextvar-lost-in-thread
    await anyio.to_thread.run_sync(audit, action)
    # ok: contextvar-lost-in-thread
    await sync_to_async(audit)(action)
    # ok: contextvar-lost-in-thread
    await loop.run_in_executor(None, contextvars.copy_context().run, audit, action)
    context = contextvars.copy_context()
    # ok: contextvar-lost-in-thread
    await loop.run_in_executor(None, lambda: context.run(audit, action))
    # ok: contextvar-lost-in-thread
    pool.submit(context.run, audit, action)
    # ok: contextvar-lost-in-thread
    await loop.run_in_executor(None, plain, action)


# The thread sets it itself.
def with_own_job(name):
    job.set(name)
    print(job.get())


async def own_job(name):
    # ok: contextvar-lost-in-thread
    await asyncio.get_running_loop().run_in_executor(None, with_own_job, name)


# It knows that there may be none.
def if_there_is_one():
    try:
        return user.get()
    except LookupError:
        return None


async def handled():
    # ok: contextvar-lost-in-thread
    return await asyncio.get_running_loop().run_in_executor(None, if_there_is_one)


# Nobody sets it where this comes from.
def in_locale():
    return locale.get()


async def never_set():
    # ok: contextvar-lost-in-thread
    return await asyncio.get_running_loop().run_in_executor(None, in_locale)


def set_elsewhere(name):
    locale.set(name)


def main():
    # ok: contextvar-lost-in-thread
    threading.Thread(target=audit, args=("start",)).start()
    user.set("ann")


class Cache:
    def get(self):
        return user


async def another(cache: Cache):
    # ok: contextvar-lost-in-thread
    return await asyncio.get_running_loop().run_in_executor(None, cache.get)
