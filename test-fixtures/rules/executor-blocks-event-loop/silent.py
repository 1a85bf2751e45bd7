"""Executors whose end waits for nothing, or where it may."""
import asyncio
from concurrent.futures import ThreadPoolExecutor

from aiohttp import web

pool = ThreadPoolExecutor()
routes = web.RouteTableDef()


async def awaited(work, items):
    loop = asyncio.get_running_loop()
    # ok: executor-blocks-event-loop
    with ThreadPoolExecutor() as own:
        jobs = [loop.run_in_executor(own, work, item) for item in items]
        return await asyncio.gather(*jobs)


async def without_limit(work):
    loop = asyncio.get_running_loop()
    # ok: executor-blocks-event-loop
    with ThreadPoolExecutor() as own:
        return await asyncio.wait_for(loop.run_in_executor(own, work), None)


async def limit_around(work):
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(1):
        # ok: executor-blocks-event-loop
        return await loop.run_in_executor(pool, work)


async def close():
    # ok: executor-blocks-event-loop
    pool.shutdown(wait=False)
    # ok: executor-blocks-event-loop
    await asyncio.to_thread(pool.shutdown)


async def passed_on(serve):
    # ok: executor-blocks-event-loop
    with ThreadPoolExecutor() as own:
        await serve(own)


def in_a_thread(work):
    # ok: executor-blocks-event-loop
    with ThreadPoolExecutor() as own:
        own.submit(work)


async def handed_over(work):
    # ok: executor-blocks-event-loop
    await asyncio.to_thread(in_a_thread, work)


@routes.get("/total")
async def total(request):
    loop = asyncio.get_running_loop()
    # ok: executor-blocks-event-loop
    return await loop.run_in_executor(pool, len, request.path)


# One for the program.
@routes.get("/start")
async def start(request):
    # ok: executor-blocks-event-loop
    request.app["pool"] = ThreadPoolExecutor()
