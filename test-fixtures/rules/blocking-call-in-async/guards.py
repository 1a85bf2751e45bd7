"""Calls that return at once, because of their arguments or of what was asked before."""
import asyncio
import multiprocessing
import queue
import select
import socket as socket_module
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait

import psutil
import zmq

jobs = queue.Queue()
started = threading.Event()
pool = ThreadPoolExecutor()


async def arguments(fds):
    # ok: blocking-call-in-async
    jobs.get(block=False)
    # ok: blocking-call-in-async
    jobs.get(False)
    # ok: blocking-call-in-async
    jobs.get(timeout=0)
    # ok: blocking-call-in-async
    started.wait(0)
    # ok: blocking-call-in-async
    select.select(fds, [], [], 0)
    # ok: blocking-call-in-async
    pool.submit(print).result(timeout=0)
    # ok: blocking-call-in-async
    psutil.cpu_percent()
    # ruleid: blocking-call-in-async
    psutil.cpu_percent(interval=1)
    socket = zmq.Context().socket(zmq.PULL)
    # ok: blocking-call-in-async
    socket.recv(zmq.NOBLOCK)
    # ok: blocking-call-in-async
    socket.recv(flags=zmq.DONTWAIT)
    # ruleid: blocking-call-in-async
    return socket.recv()


async def done(future: Future, futures):
    if future.done():
        # ok: blocking-call-in-async
        return future.result()
    # ok: blocking-call-in-async
    value = future.result() if future.done() else None
    # ok: blocking-call-in-async
    value = future.done() and future.result()
    # ruleid: blocking-call-in-async
    value = not future.done() and future.result()
    while not future.done():
        await asyncio.sleep(0.1)
    # ok: blocking-call-in-async
    return future.result(), value


async def left_early(future: Future):
    if not future.done():
        return None
    # ok: blocking-call-in-async
    return future.result()


async def asserted(future: Future):
    assert future.done()
    # ok: blocking-call-in-async
    return future.exception()


async def wrong_way(future: Future):
    if not future.done():
        # ruleid: blocking-call-in-async
        return future.result()
    # ok: blocking-call-in-async
    return future.result()


async def other_test(future: Future):
    if future.cancelled():
        return None
    # ruleid: blocking-call-in-async
    return future.result()


async def awaited_before(work):
    future = pool.submit(work)
    await asyncio.wrap_future(future)
    # ok: blocking-call-in-async
    first = future.result()
    others = [pool.submit(work), pool.submit(work)]
    await asyncio.gather(*map(asyncio.wrap_future, others))
    # ok: blocking-call-in-async
    return first, [other.result() for other in others]


async def empty():
    while jobs.empty():
        await asyncio.sleep(0.1)
    # ok: blocking-call-in-async
    first = jobs.get()
    while not jobs.empty():
        # ok: blocking-call-in-async
        print(jobs.get())
    if jobs.qsize() > 0:
        # ok: blocking-call-in-async
        return jobs.get()
    if jobs.empty():
        # ruleid: blocking-call-in-async
        jobs.get()
    return first


async def full(item):
    bounded = queue.Queue(2)
    if not bounded.full():
        # ok: blocking-call-in-async
        bounded.put(item)
    # ok: blocking-call-in-async
    bounded.put(item, block=False)
    # ok: blocking-call-in-async
    bounded.put_nowait(item)
    # ruleid: blocking-call-in-async
    bounded.put(item)


async def maybe_bounded(size, item):
    # ok: blocking-call-in-async
    queue.Queue(size).put(item)


async def alive(work, finished: asyncio.Event):
    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(0.1)
    # ok: blocking-call-in-async
    thread.join()
    other = threading.Thread(target=work)
    other.start()
    await asyncio.to_thread(other.join)
    # ok: blocking-call-in-async
    other.join()
    third = threading.Thread(target=work, args=(finished,))
    third.start()
    await finished.wait()
    # ok: blocking-call-in-async
    third.join()
    process = multiprocessing.Process(target=work)
    if process.exitcode is not None:
        # ok: blocking-call-in-async
        process.join()
    if process.is_alive():
        # ruleid: blocking-call-in-async
        process.join(1)


async def asyncio_futures(work):
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work())
    await asyncio.wait([task])
    # ok: blocking-call-in-async
    first = task.result()
    future = loop.run_in_executor(None, work)
    await future
    # ok: blocking-call-in-async
    return first, future.result(), loop.create_future().exception()


async def other_thread(work):
    if threading.current_thread() is not threading.main_thread():
        # ok: blocking-call-in-async
        started.wait()
    # ruleid: blocking-call-in-async
    return wait([pool.submit(work)])


_IS_SYNC = False
_IS_ASYNC = True


async def written_once_for_both(name):
    if _IS_SYNC:
        # ok: blocking-call-in-async
        return socket_module.getaddrinfo(name, 80)
    if not _IS_ASYNC:
        # ok: blocking-call-in-async
        return socket_module.getaddrinfo(name, 80)
    if _IS_ASYNC:
        # ruleid: blocking-call-in-async
        return socket_module.getaddrinfo(name, 80)


_switched_later = False


def switch():
    global _switched_later
    _switched_later = True


async def may_be_switched(name):
    if _switched_later:
        # ruleid: blocking-call-in-async
        return socket_module.getaddrinfo(name, 80)
