import asyncio
import atexit
import functools
import itertools
import multiprocessing
import signal
import sys
import threading
import weakref
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import anyio
import trio
from asgiref.sync import sync_to_async
from starlette.concurrency import run_in_threadpool


async def work(item=None):
    await asyncio.sleep(0)
    return item


class Worker:
    async def run(self, item=None):
        await work(item)

    async def __call__(self):
        pass

    def start(self):
        # ruleid: coroutine-function-as-sync-callback
        threading.Thread(target=self.run).start()


worker = Worker()

# ruleid: coroutine-function-as-sync-callback
threading.Thread(target=work)
# ruleid: coroutine-function-as-sync-callback
threading.Thread(None, worker.run)
# ruleid: coroutine-function-as-sync-callback
threading.Thread(target=worker)
# ruleid: coroutine-function-as-sync-callback
threading.Thread(target=functools.partial(work, "tea"))
# ruleid: coroutine-function-as-sync-callback
threading.Thread(target=asyncio.sleep, args=(1,))
# ruleid: coroutine-function-as-sync-callback
threading.Thread(target=work("tea"))
# ruleid: coroutine-function-as-sync-callback
threading.Thread(target=lambda: work("tea"))
# ruleid: coroutine-function-as-sync-callback
threading.Timer(5, work)
# ruleid: coroutine-function-as-sync-callback
multiprocessing.Process(target=work)
# ruleid: coroutine-function-as-sync-callback
signal.signal(signal.SIGTERM, lambda signum, frame: work())
# ruleid: coroutine-function-as-sync-callback
atexit.register(work)
# ruleid: coroutine-function-as-sync-callback
weakref.finalize(worker, work)

with ThreadPoolExecutor() as pool:
    # ruleid: coroutine-function-as-sync-callback
    pool.submit(work, "tea")
    # ruleid: coroutine-function-as-sync-callback
    results = list(pool.map(work, ["tea"]))


def in_processes():
    with ProcessPoolExecutor() as processes:
        # ruleid: coroutine-function-as-sync-callback
        processes.submit(work)


async def on_loop(items, portal):
    loop = asyncio.get_running_loop()
    # ruleid: coroutine-function-as-sync-callback
    await asyncio.to_thread(work, "tea")
    # ruleid: coroutine-function-as-sync-callback
    await asyncio.to_thread(work("tea"))
    # ruleid: coroutine-function-as-sync-callback
    await loop.run_in_executor(None, work)
    # ruleid: coroutine-function-as-sync-callback
    loop.call_soon(work)
    # ruleid: coroutine-function-as-sync-callback
    loop.call_soon_threadsafe(work)
    # ruleid: coroutine-function-as-sync-callback
    loop.call_later(1, work, "tea")
    # ruleid: coroutine-function-as-sync-callback
    loop.call_at(1, lambda: work("tea"))
    # ruleid: coroutine-function-as-sync-callback
    loop.add_signal_handler(signal.SIGINT, work)
    # ruleid: coroutine-function-as-sync-callback
    loop.add_reader(sys.stdin, work)
    task = asyncio.create_task(work())
    # ruleid: coroutine-function-as-sync-callback
    task.add_done_callback(work)
    # ruleid: coroutine-function-as-sync-callback
    task.add_done_callback(lambda done: work(done.result()))
    # ruleid: coroutine-function-as-sync-callback
    await anyio.to_thread.run_sync(work)
    # ruleid: coroutine-function-as-sync-callback
    await trio.to_thread.run_sync(work)
    # ruleid: coroutine-function-as-sync-callback
    await run_in_threadpool(work, "tea")
    # ruleid: coroutine-function-as-sync-callback
    await sync_to_async(work)("tea")
    # ruleid: coroutine-function-as-sync-callback
    print(sorted(items, key=work))
    # ruleid: coroutine-function-as-sync-callback
    print(max(items, key=lambda item: work(item)))
    # ruleid: coroutine-function-as-sync-callback
    print(list(filter(work, items)))
    # ruleid: coroutine-function-as-sync-callback
    print(list(itertools.takewhile(work, items)))
    await task


def in_thread():
    # ruleid: coroutine-function-as-sync-callback
    anyio.from_thread.run_sync(work)
    # ok: coroutine-function-as-sync-callback
    anyio.from_thread.run(work)
    # ok: coroutine-function-as-sync-callback
    trio.from_thread.run(work)


def start_task(item=None):
    tasks.append(asyncio.create_task(work(item)))


tasks = []


async def silent(items, loop: asyncio.AbstractEventLoop, group: asyncio.TaskGroup):
    # ok: coroutine-function-as-sync-callback
    await asyncio.gather(*map(work, items))
    # ok: coroutine-function-as-sync-callback
    await asyncio.gather(*[work(item) for item in items])
    # ok: coroutine-function-as-sync-callback
    # ruleid: blocking-call-in-async
    await asyncio.gather(*pool.map(work, items))
    # ok: coroutine-function-as-sync-callback
    await asyncio.to_thread(asyncio.run, work())
    # ok: coroutine-function-as-sync-callback
    threading.Thread(target=asyncio.run, args=(work(),)).start()
    # ok: coroutine-function-as-sync-callback
    threading.Thread(target=lambda: asyncio.run(work())).start()
    # ok: coroutine-function-as-sync-callback
    loop.call_soon(start_task)
    # ruleid: task-result-dropped
    # ok: coroutine-function-as-sync-callback
    loop.call_later(1, lambda: asyncio.ensure_future(work()))
    # ok: coroutine-function-as-sync-callback
    loop.call_soon_threadsafe(asyncio.create_task, work())
    # ok: coroutine-function-as-sync-callback
    group.create_task(work())
    # ok: coroutine-function-as-sync-callback
    server = await asyncio.start_server(work, port=80)
    # ok: coroutine-function-as-sync-callback
    print(sorted(items, key=str), server)
    async with anyio.create_task_group() as children:
        # ok: coroutine-function-as-sync-callback
        children.start_soon(work)


class Job:
    async def run(self):
        await work()


class Plain(Job):
    def run(self):
        print("ran")


def given(job: Job):
    # ok: coroutine-function-as-sync-callback
    threading.Thread(target=job.run).start()
    # ruleid: coroutine-function-as-sync-callback
    threading.Thread(target=Job().run).start()


def unknown(call_later):
    # ok: coroutine-function-as-sync-callback
    call_later(1, work)
