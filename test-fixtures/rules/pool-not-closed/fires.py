import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool


def pool_of_processes(work, items):
    # ruleid: pool-not-closed
    pool = multiprocessing.Pool(4)
    return pool.map(work, items)


def pool_of_threads(work, items):
    # ruleid: pool-not-closed
    pool = ThreadPool(4)
    results = [pool.apply_async(work, (item,)) for item in items]
    return [result.get() for result in results]


def on_the_spot(work, items):
    # ruleid: pool-not-closed
    return multiprocessing.get_context("spawn").Pool().map(work, items)


def executor(work, items):
    # ruleid: pool-not-closed
    pool = ThreadPoolExecutor()
    return list(pool.map(work, items))


async def on_the_loop(loop, work):
    # ruleid: pool-not-closed
    pool = ProcessPoolExecutor()
    return await loop.run_in_executor(pool, work)
