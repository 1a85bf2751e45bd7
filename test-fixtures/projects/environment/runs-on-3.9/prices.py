import asyncio
import concurrent.futures
import sys

pool = concurrent.futures.ThreadPoolExecutor()


async def price(shop):
    try:
        return await asyncio.wait_for(shop.price(), timeout=3)
    # ruleid: wrong-timeout-or-cancel-class
    except TimeoutError:
        return None


async def in_a_tuple(shop):
    try:
        return await asyncio.wait_for(shop.price(), timeout=3)
    # ruleid: wrong-timeout-or-cancel-class
    except (OSError, concurrent.futures.TimeoutError):
        return None


async def raised_as_another(shop):
    try:
        return await asyncio.wait_for(shop.price(), timeout=3)
    # ruleid: wrong-timeout-or-cancel-class
    except TimeoutError as error:
        raise RuntimeError("no price") from error


def from_thread(shop, loop):
    future = asyncio.run_coroutine_threadsafe(shop.price(), loop)
    try:
        return future.result(timeout=3)
    # ruleid: wrong-timeout-or-cancel-class
    except asyncio.TimeoutError:
        return None


def from_pool(shop):
    future = pool.submit(shop.price)
    try:
        return future.result(3)
    # ruleid: wrong-timeout-or-cancel-class
    except TimeoutError:
        return None


async def right(shop):
    try:
        return await asyncio.wait_for(shop.price(), timeout=3)
    # ok: wrong-timeout-or-cancel-class
    except asyncio.TimeoutError:
        return None


async def both(shop):
    try:
        return await asyncio.wait_for(shop.price(), timeout=3)
    # ok: wrong-timeout-or-cancel-class
    except (TimeoutError, asyncio.TimeoutError):
        return None


async def one_after_the_other(shop):
    try:
        return await asyncio.wait_for(shop.price(), timeout=3)
    # ok: wrong-timeout-or-cancel-class
    except TimeoutError:
        return None
    except asyncio.TimeoutError:
        return 0


async def of_a_socket(shop):
    try:
        return await shop.price()
    # ok: wrong-timeout-or-cancel-class
    except TimeoutError:
        return None


async def by_version(shop):
    if sys.version_info >= (3, 11):
        try:
            return await asyncio.wait_for(shop.price(), timeout=3)
        # ok: wrong-timeout-or-cancel-class
        except TimeoutError:
            return None


def right_from_pool(shop):
    future = pool.submit(shop.price)
    try:
        return future.result(3)
    # ok: wrong-timeout-or-cancel-class
    except concurrent.futures.TimeoutError:
        return None
