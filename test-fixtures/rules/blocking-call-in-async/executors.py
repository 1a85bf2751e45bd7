"""`with` a pool: its end waits for the jobs, unless all of them have been awaited inside."""
import asyncio
import concurrent.futures
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


async def forgotten(work):
    # ruleid: executor-blocks-event-loop
    with ThreadPoolExecutor() as pool:
        pool.submit(work)


async def forgotten_on_loop(work):
    loop = asyncio.get_running_loop()
    # ruleid: executor-blocks-event-loop
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        task = loop.run_in_executor(pool, work)
    await task


async def awaited_too_late(work, numbers):
    loop = asyncio.get_running_loop()
    # ruleid: executor-blocks-event-loop
    with ProcessPoolExecutor() as pool:
        jobs = [loop.run_in_executor(pool, work, number) for number in numbers]
    return await asyncio.gather(*jobs)


async def awaited(work):
    loop = asyncio.get_running_loop()
    # ok: blocking-call-in-async
    with ThreadPoolExecutor() as pool:
        return await loop.run_in_executor(pool, work)


async def all_awaited(work, numbers):
    loop = asyncio.get_running_loop()
    # ok: blocking-call-in-async
    with ProcessPoolExecutor() as pool:
        jobs = [loop.run_in_executor(pool, work, number) for number in numbers]
        return await asyncio.gather(*jobs)


async def collected(work, numbers):
    loop = asyncio.get_running_loop()
    # ok: blocking-call-in-async
    with ThreadPoolExecutor() as pool:
        jobs = []
        for number in numbers:
            jobs.append(loop.run_in_executor(pool, work, number))
        for job in asyncio.as_completed(jobs):
            print(await job)


async def wrapped(work):
    # ok: blocking-call-in-async
    with ThreadPoolExecutor() as pool:
        future = pool.submit(work)
        result = await asyncio.wrap_future(future)
        # ok: blocking-call-in-async
        return result, future.result()


async def waited_for_inside(work):
    # ok: blocking-call-in-async
    with ThreadPoolExecutor() as pool:
        future = pool.submit(work)
        # ruleid: blocking-call-in-async
        return future.result()


async def asked_behind(work, numbers):
    futures = []
    # ruleid: executor-blocks-event-loop
    with ThreadPoolExecutor() as pool:
        for number in numbers:
            futures.append(pool.submit(work, number))
    # ok: blocking-call-in-async
    return [future.result() for future in futures]


async def passed_on(serve):
    # ok: blocking-call-in-async
    with ThreadPoolExecutor() as pool:
        await serve(pool)


async def unused():
    # ok: blocking-call-in-async
    with ThreadPoolExecutor():
        await asyncio.sleep(1)


class Service:
    def __init__(self):
        self.pool = ThreadPoolExecutor()

    async def close(self):
        # ruleid: executor-blocks-event-loop
        self.pool.shutdown(wait=True)

    async def abandon(self):
        # ok: blocking-call-in-async
        self.pool.shutdown(wait=False, cancel_futures=True)
