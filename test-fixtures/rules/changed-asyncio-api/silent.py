"""What all Pythons take, or what is meant for old ones only."""
import asyncio
import sys
import unittest

IS_NEW = sys.version_info >= (3, 10)


async def work(n=0):
    await asyncio.sleep(n)


def lock(loop):
    if sys.version_info < (3, 10):
        # ok: changed-asyncio-api
        return asyncio.Lock(loop=loop)
    return asyncio.Lock()


if sys.version_info < (3, 10):

    def queue(loop):
        # ok: changed-asyncio-api
        return asyncio.Queue(loop=loop)


def event(loop):
    try:
        # ok: changed-asyncio-api
        return asyncio.Event(loop=loop)
    except TypeError:
        return asyncio.Event()


try:
    from asyncio import coroutine
except ImportError:
    coroutine = None

if coroutine is not None:
    # ok: changed-asyncio-api
    @coroutine
    def maybe():
        yield


if hasattr(asyncio, "coroutine"):
    # ok: changed-asyncio-api
    legacy = asyncio.coroutine


@unittest.skipIf(sys.version_info >= (3, 11), "old Pythons only")
def skipped():
    # ok: changed-asyncio-api
    @asyncio.coroutine
    def inner():
        yield


async def with_a_loop(loop):
    # These still take one.
    # ok: changed-asyncio-api
    asyncio.run_coroutine_threadsafe(work(), loop=loop)
    # ok: changed-asyncio-api
    await asyncio.ensure_future(work(), loop=loop)
    # ok: changed-asyncio-api
    await asyncio.Future(loop=loop)
    # ok: changed-asyncio-api
    print(asyncio.all_tasks(loop=loop))


async def waits(numbers, given):
    # ok: changed-asyncio-api
    await asyncio.wait([asyncio.create_task(work(n)) for n in numbers])
    # ok: changed-asyncio-api
    await asyncio.wait(given)
    tasks = [work(n) for n in numbers]
    tasks = [asyncio.create_task(task) for task in tasks]
    # ok: changed-asyncio-api
    await asyncio.wait(tasks)
    # ok: changed-asyncio-api
    await asyncio.gather(*[work(n) for n in numbers])
    # ok: changed-asyncio-api
    await asyncio.wait_for(work(), 1)


def annotated():
    # ok: changed-asyncio-api
    watcher: asyncio.AbstractChildWatcher | None = None
    return watcher


class Lock:
    def __init__(self, loop=None):
        self.loop = loop


# ok: changed-asyncio-api
own = Lock(loop=None)
