"""Coroutines that wait for all jobs of an executor without `await`."""
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

from aiohttp import web

routes = web.RouteTableDef()


async def forgotten(work):
    # ruleid: executor-blocks-event-loop
    with ThreadPoolExecutor() as pool:
        pool.submit(work)


async def mapped(work, items):
    # ruleid: executor-blocks-event-loop
    with ProcessPoolExecutor(max_workers=2) as pool:
        results = pool.map(work, items)
    return results


async def awaited_behind(work):
    loop = asyncio.get_running_loop()
    # ruleid: executor-blocks-event-loop
    with ThreadPoolExecutor() as pool:
        job = loop.run_in_executor(pool, partial(work, 1))
    return await job


async def one_of_two(work):
    loop = asyncio.get_running_loop()
    # ruleid: executor-blocks-event-loop
    with ThreadPoolExecutor() as pool:
        pool.submit(work)
        await loop.run_in_executor(pool, work)


async def main(work):
    await asyncio.gather(forgotten(work), one_of_two(work))


class Service:
    def __init__(self):
        self.pool = ThreadPoolExecutor()

    async def close(self):
        # ruleid: executor-blocks-event-loop
        self.pool.shutdown()

    async def stop(self):
        # ruleid: executor-blocks-event-loop
        self.pool.shutdown(wait=True, cancel_futures=True)


# The job runs on: an info.
async def with_limit(work):
    loop = asyncio.get_running_loop()
    # ruleid: executor-blocks-event-loop
    with ThreadPoolExecutor() as pool:
        return await asyncio.wait_for(loop.run_in_executor(pool, work), 1)


async def within_limit(work):
    loop = asyncio.get_running_loop()
    # ruleid: executor-blocks-event-loop
    with ThreadPoolExecutor() as pool:
        async with asyncio.timeout(1):
            return await loop.run_in_executor(pool, work)


# A pool for each request: a hint.
@routes.get("/report")
async def report(request):
    loop = asyncio.get_running_loop()
    # ruleid: executor-blocks-event-loop
    pool = ProcessPoolExecutor()
    return await loop.run_in_executor(pool, len, request.path)


@routes.get("/total")
async def total(request):
    loop = asyncio.get_running_loop()
    # ruleid: executor-blocks-event-loop
    with ThreadPoolExecutor() as pool:
        return await loop.run_in_executor(pool, len, request.path)
