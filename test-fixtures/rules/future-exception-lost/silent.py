"""Work of which somebody learns how it went, or that takes care of itself."""
import asyncio
import contextlib
import functools
import logging
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from multiprocessing.pool import ThreadPool

import shop

pool = ThreadPoolExecutor()
workers = ThreadPool()
loop = asyncio.new_event_loop()
stopped = threading.Event()
futures = []


def ship(order):
    return shop.send(order)


async def fetch(url):
    return await shop.get(url)


def tell(future):
    print(future.exception())


def asked(orders):
    # ok: future-exception-lost
    print(pool.submit(ship, orders[0]).result())
    # ok: future-exception-lost
    future = pool.submit(ship, orders[0])
    future.result()
    # ok: future-exception-lost
    jobs = [pool.submit(ship, order) for order in orders]
    for job in as_completed(jobs):
        job.result()
    # ok: future-exception-lost
    wait([pool.submit(ship, order) for order in orders])
    # ok: future-exception-lost
    workers.apply_async(ship, (orders,)).get()


def told(order):
    # ok: future-exception-lost
    pool.submit(ship, order).add_done_callback(tell)
    # ok: future-exception-lost
    future = pool.submit(ship, order)
    future.add_done_callback(tell)
    # ok: future-exception-lost
    workers.apply_async(ship, (order,), error_callback=print)
    # ok: future-exception-lost
    asyncio.run_coroutine_threadsafe(fetch("a"), loop).add_done_callback(tell)


def kept(order):
    # ok: future-exception-lost
    futures.append(pool.submit(ship, order))
    # ok: future-exception-lost
    return pool.submit(ship, order)


def gone_through(orders):
    # ok: future-exception-lost
    for result in pool.map(ship, orders):
        print(result)
    # ok: future-exception-lost
    list(pool.map(ship, orders))
    # ok: future-exception-lost
    results = pool.map(ship, orders)
    print(list(results))


def careful(order):
    try:
        ship(order)
    except Exception:
        logging.exception("not shipped")


def speaks_and_raises(order):
    try:
        ship(order)
    except Exception:
        logging.exception("not shipped")
        raise


def suppresses(order):
    with contextlib.suppress(Exception):
        ship(order)


def through_another(order):
    logging.info("shipping")
    careful(order)


def works():
    while not stopped.is_set():
        try:
            ship(None)
        except Exception:
            logging.exception("not shipped")


def does_little():
    stopped.set()
    futures.append(None)


def logged(function):
    @functools.wraps(function)
    def wrapped(*args):
        try:
            return function(*args)
        except Exception:
            logging.exception("failed")

    return wrapped


@logged
def decorated(order):
    ship(order)


async def checks(url):
    try:
        await fetch(url)
    except BaseException as error:
        print(error)


async def starts_another(url):
    futures.append(asyncio.create_task(fetch(url)))


def fibonacci(number):
    return number if number < 2 else fibonacci(number - 1) + fibonacci(number - 2)


def takes_care(orders):
    # ok: future-exception-lost
    pool.submit(fibonacci, 30)
    # ok: future-exception-lost
    pool.submit(careful, orders)
    # ok: future-exception-lost
    pool.submit(speaks_and_raises, orders)
    # ok: future-exception-lost
    pool.submit(suppresses, orders)
    # ok: future-exception-lost
    pool.submit(through_another, orders)
    # ok: future-exception-lost
    pool.submit(works)
    # ok: future-exception-lost
    pool.submit(does_little)
    # ok: future-exception-lost
    pool.submit(decorated, orders)
    # ok: future-exception-lost
    pool.map(careful, orders)
    # ok: future-exception-lost
    asyncio.run_coroutine_threadsafe(checks("a"), loop)
    # ok: future-exception-lost
    asyncio.run_coroutine_threadsafe(starts_another("a"), loop)


async def gathers(urls):
    # ok: future-exception-lost
    results = await asyncio.gather(*[fetch(url) for url in urls], return_exceptions=True)
    for result in results:
        print(result)
    # ok: future-exception-lost
    await asyncio.gather(*[fetch(url) for url in urls])
    # ok: future-exception-lost
    await asyncio.gather(*[checks(url) for url in urls], return_exceptions=True)
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    # ok: future-exception-lost
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        print(task.exception())


async def ends(tasks):
    for task in tasks:
        task.cancel()
    # ok: future-exception-lost
    await asyncio.gather(*tasks, return_exceptions=True)


async def closes_all(connections):
    # ok: future-exception-lost
    await asyncio.gather(*(connection.close() for connection in connections), return_exceptions=True)


class Server:
    async def stop(self):
        # ok: future-exception-lost
        await asyncio.gather(*[fetch(url) for url in ("a", "b")], return_exceptions=True)


def of_another(scheduler, order):
    # ok: future-exception-lost
    scheduler.submit(ship, order)
