import asyncio
import concurrent.futures
import threading
from asyncio import to_thread, wait_for
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

import anyio
import trio

shared = ThreadPoolExecutor()


def in_one_line(render):
    with ThreadPoolExecutor(max_workers=1) as pool:
        # ruleid: timeout-does-not-stop-work
        return pool.submit(render).result(timeout=3)


def by_position(render, seconds):
    with concurrent.futures.ThreadPoolExecutor() as pool:
        future = pool.submit(render)
        try:
            # ruleid: timeout-does-not-stop-work
            return future.result(seconds)
        except concurrent.futures.TimeoutError:
            future.cancel()


def in_processes(render):
    with ProcessPoolExecutor() as pool:
        futures = [pool.submit(render, page) for page in range(3)]
        for future in futures:
            # ruleid: timeout-does-not-stop-work
            future.result(timeout=3)


def once_for_a_block(render, sort):
    with ThreadPoolExecutor() as pool:
        rendered = pool.submit(render)
        sorted_pages = pool.submit(sort)
        # ruleid: timeout-does-not-stop-work
        rendered.result(timeout=3)
        # ok: timeout-does-not-stop-work
        sorted_pages.result(timeout=3)


async def in_a_thread(render):
    # ruleid: timeout-does-not-stop-work
    await wait_for(to_thread(render), 3)


async def in_an_executor(render):
    loop = asyncio.get_running_loop()
    future = loop.run_in_executor(shared, render)
    # ruleid: timeout-does-not-stop-work
    await asyncio.wait_for(future, timeout=3)


async def in_a_scope(render):
    # ruleid: timeout-does-not-stop-work
    async with asyncio.timeout(3):
        return await asyncio.to_thread(render)


async def in_anyio(render):
    # ruleid: timeout-does-not-stop-work
    with anyio.fail_after(3):
        await anyio.to_thread.run_sync(render)


async def in_trio(render):
    # ruleid: timeout-does-not-stop-work
    with trio.move_on_after(3):
        await trio.to_thread.run_sync(render)


def without_limit(render):
    with ThreadPoolExecutor() as pool:
        # ok: timeout-does-not-stop-work
        pool.submit(render).result()
        # ok: timeout-does-not-stop-work
        pool.submit(render).result(timeout=None)


def only_looked_at(render):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(render)
        # ok: timeout-does-not-stop-work
        return future.result(timeout=0)


def behind_the_block(render):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(render)
    # ok: timeout-does-not-stop-work
    return future.result(timeout=3)


def in_a_pool_that_stays(render):
    # ok: timeout-does-not-stop-work
    return shared.submit(render).result(timeout=3)


def told_to_stop(render):
    stop = threading.Event()
    with ThreadPoolExecutor() as pool:
        future = pool.submit(render, stop)
        try:
            # ok: timeout-does-not-stop-work
            return future.result(timeout=3)
        finally:
            stop.set()


def given_some_event(render):
    flag = threading.Event()
    with ThreadPoolExecutor() as pool:
        # ok: timeout-does-not-stop-work
        return pool.submit(render, flag).result(timeout=3)


def with_its_own_limit(fetch, url):
    with ThreadPoolExecutor() as pool:
        # ok: timeout-does-not-stop-work
        return pool.submit(fetch, url, timeout=3).result(timeout=4)


async def with_its_own_limit_inside(fetch, url):
    # ok: timeout-does-not-stop-work
    return await asyncio.wait_for(asyncio.to_thread(partial(fetch, url, timeout=3)), timeout=4)


is_stopped = threading.Event()


def looks_now_and_then(pages):
    for page in pages:
        if is_stopped.is_set():
            return
        print(page)


async def that_looks(pages):
    try:
        # ok: timeout-does-not-stop-work
        await asyncio.wait_for(asyncio.to_thread(looks_now_and_then, pages), timeout=3)
    except asyncio.TimeoutError:
        is_stopped.set()


async def whose_connection_is_closed(connection):
    try:
        # ok: timeout-does-not-stop-work
        return await asyncio.wait_for(asyncio.to_thread(connection.read), timeout=3)
    except asyncio.TimeoutError:
        connection.close()


async def of_a_coroutine(fetch):
    # ok: timeout-does-not-stop-work
    await asyncio.wait_for(fetch(), timeout=3)


async def abandoned(render):
    # ok: timeout-does-not-stop-work
    with anyio.fail_after(3):
        await anyio.to_thread.run_sync(render, abandon_on_cancel=True)


async def beside_others(render, shop):
    # ok: timeout-does-not-stop-work
    async with asyncio.timeout(3):
        page = await asyncio.to_thread(render)
        await shop.send(page)


def some_other_future(future):
    # ok: timeout-does-not-stop-work
    return future.result(timeout=3)
