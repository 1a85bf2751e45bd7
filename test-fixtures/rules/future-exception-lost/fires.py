"""Work whose exceptions go to nobody."""
import asyncio
import functools
import logging
from asyncio import run_coroutine_threadsafe as run_in_loop
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

import shop

pool = ThreadPoolExecutor()
workers = ThreadPool()
loop = asyncio.new_event_loop()


def ship(order):
    return shop.send(order)


async def fetch(url):
    return await shop.get(url)


def as_a_statement(order):
    # ruleid: future-exception-lost
    pool.submit(ship, order)
    # ruleid: future-exception-lost
    pool.submit(lambda: ship(order))
    # ruleid: future-exception-lost
    pool.submit(functools.partial(ship, order))
    # ruleid: future-exception-lost
    workers.apply_async(ship, (order,))


def in_a_variable(order):
    # ruleid: future-exception-lost
    future = pool.submit(ship, order)
    # ruleid: future-exception-lost
    _ = pool.submit(ship, order)
    # ruleid: future-exception-lost
    job = pool.submit(ship, order)
    logging.info("started %s", job)


def in_a_comprehension(orders):
    with ThreadPoolExecutor() as own:
        # ruleid: future-exception-lost
        [own.submit(ship, order) for order in orders]


def in_a_process(order):
    with ProcessPoolExecutor() as processes:
        # ruleid: future-exception-lost
        processes.submit(ship, order)


def from_a_thread(url):
    # ruleid: future-exception-lost
    asyncio.run_coroutine_threadsafe(fetch(url), loop)
    # ruleid: future-exception-lost
    run_in_loop(coro=fetch(url), loop=loop)


def never_gone_through(orders):
    # ruleid: future-exception-lost
    pool.map(ship, orders)
    # ruleid: future-exception-lost
    results = pool.map(ship, orders)


async def gathered(urls):
    # ruleid: future-exception-lost
    await asyncio.gather(*[fetch(url) for url in urls], return_exceptions=True)
    # ruleid: future-exception-lost
    await asyncio.gather(fetch("a"), fetch("b"), return_exceptions=True)
    # ruleid: future-exception-lost
    results = await asyncio.gather(fetch("a"), fetch("b"), return_exceptions=True)


def catches_some(order):
    try:
        ship(order)
    except KeyError:
        logging.error("no such order")


def catches_and_raises(order):
    try:
        ship(order)
    except Exception as error:
        raise RuntimeError("not shipped") from error


class Shop:
    def __init__(self):
        self._pool = ThreadPoolExecutor()

    def sell(self, order):
        # ruleid: future-exception-lost
        self._pool.submit(self._sell, order)

    def _sell(self, order):
        ship(order)

    def other(self, order, callback):
        # ruleid: future-exception-lost
        self._pool.submit(catches_some, order)
        # ruleid: future-exception-lost
        self._pool.submit(catches_and_raises, order)
        # ruleid: future-exception-lost
        self._pool.submit(callback, order)
        # ruleid: future-exception-lost
        self._pool.submit(shop.send, order)
