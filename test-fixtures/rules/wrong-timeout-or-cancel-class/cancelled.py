import asyncio
import concurrent.futures
from concurrent.futures import CancelledError, ThreadPoolExecutor


async def around_an_await(shop, order):
    try:
        await shop.send(order)
    # ruleid: wrong-timeout-or-cancel-class
    except CancelledError:
        shop.put_back(order)


async def in_a_tuple(shop, order):
    try:
        async with shop.open() as desk:
            desk.send(order)
    # ruleid: wrong-timeout-or-cancel-class
    except (OSError, concurrent.futures.CancelledError):
        shop.put_back(order)


async def in_another_thread(shop, order, pool):
    loop = asyncio.get_running_loop()
    try:
        await loop.run_in_executor(pool, shop.send, order)
    # ruleid: wrong-timeout-or-cancel-class
    except CancelledError:
        shop.put_back(order)


async def only_raised_again(shop, order):
    try:
        await shop.send(order)
    # ruleid: wrong-timeout-or-cancel-class
    except CancelledError:
        raise
    except Exception:
        shop.put_back(order)


def job_of_a_pool(shop, order):
    with ThreadPoolExecutor() as pool:
        job = pool.submit(shop.send, order)
        try:
            job.result()
        # ruleid: wrong-timeout-or-cancel-class
        except asyncio.CancelledError:
            shop.put_back(order)


async def right_class(shop, order):
    try:
        await shop.send(order)
    # ok: wrong-timeout-or-cancel-class
    except asyncio.CancelledError:
        shop.put_back(order)
        raise


async def both(shop, order):
    try:
        await shop.send(order)
    # ok: wrong-timeout-or-cancel-class
    except (asyncio.CancelledError, CancelledError):
        shop.put_back(order)
        raise


async def one_for_each(shop, order):
    try:
        await shop.send(order)
    except asyncio.CancelledError:
        raise
    # ok: wrong-timeout-or-cancel-class
    except CancelledError:
        shop.put_back(order)


async def asks_a_job_too(shop, order, job):
    try:
        await shop.send(job.result())
    # ok: wrong-timeout-or-cancel-class
    except CancelledError:
        shop.put_back(order)


def right_class_of_a_job(shop, order):
    with ThreadPoolExecutor() as pool:
        job = pool.submit(shop.send, order)
        try:
            job.result()
        # ok: wrong-timeout-or-cancel-class
        except CancelledError:
            shop.put_back(order)


def runs_a_loop_too(shop, order):
    with ThreadPoolExecutor() as pool:
        job = pool.submit(shop.send, order)
        try:
            asyncio.run(shop.open())
            job.result()
        # ok: wrong-timeout-or-cancel-class
        except asyncio.CancelledError:
            shop.put_back(order)


def unknown_future(shop, order, job):
    try:
        job.result()
    # ok: wrong-timeout-or-cancel-class
    except asyncio.CancelledError:
        shop.put_back(order)


async def any_python(shop):
    try:
        return await asyncio.wait_for(shop.price(), timeout=3)
    # ok: wrong-timeout-or-cancel-class
    except TimeoutError:
        return None
