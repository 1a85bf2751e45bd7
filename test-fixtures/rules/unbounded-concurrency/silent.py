"""Connections of which there are only so many at a time, or work that opens none."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import batched, islice

import aiohttp
import httpx
import requests

URLS = ["https://example.org/a", "https://example.org/b"]
limit = asyncio.Semaphore(4)
slots = threading.Semaphore(4)
pool = ThreadPoolExecutor(4)


async def fetch(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            return await answer.text()


async def fetch_by(session: aiohttp.ClientSession, url):
    async with session.get(url) as answer:
        return await answer.text()


async def fetch_in_turn(url):
    async with limit:
        return await fetch(url)


async def fetch_after_acquiring(url, gate):
    await gate.acquire()
    try:
        return await fetch(url)
    finally:
        gate.release()


async def fetch_within(url, throttle):
    async with throttle:
        return await fetch(url)


def limited(function):
    return function


@limited
async def fetch_decorated(url):
    return await fetch(url)


async def count(url):
    await asyncio.sleep(1)
    return len(url)


async def of_short_ones(self, urls):
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch(url) for url in ("a", "b")])
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch(url) for url in URLS])
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch(url) for url in urls[:10]])
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch(str(number)) for number in range(10)])
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch(url) for url in islice(urls, 10)])
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch(url) for url in self.mirrors])
    # ok: unbounded-concurrency
    await asyncio.gather(fetch("a"), fetch("b"))
    for batch in batched(urls, 10):
        # ok: unbounded-concurrency
        await asyncio.gather(*[fetch(url) for url in batch])
    short = urls[:3]
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch(url) for url in short])


async def with_a_limit(urls, gate):
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch_in_turn(url) for url in urls])
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch_after_acquiring(url, gate) for url in urls])
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch_within(url, gate) for url in urls])
    # ok: unbounded-concurrency
    await asyncio.gather(*[fetch_decorated(url) for url in urls])


async def by_one_client(urls):
    async with aiohttp.ClientSession() as session:
        # ok: unbounded-concurrency
        await asyncio.gather(*[fetch_by(session, url) for url in urls])
    async with httpx.AsyncClient() as client:
        # ok: unbounded-concurrency
        await asyncio.gather(*[client.get(url) for url in urls])


async def without_connections(urls, unknown):
    # ok: unbounded-concurrency
    await asyncio.gather(*[count(url) for url in urls])
    # ok: unbounded-concurrency
    await asyncio.gather(*[unknown(url) for url in urls])
    # ok: unbounded-concurrency
    await asyncio.gather(*[asyncio.to_thread(load, url) for url in urls])


async def one_after_the_other(urls):
    for url in urls:
        # ok: unbounded-concurrency
        await asyncio.create_task(fetch(url), name=url)


def load(url):
    return requests.get(url, timeout=5)


def load_in_turn(url):
    with slots:
        return load(url)


def in_threads(urls):
    # ok: unbounded-concurrency
    list(pool.map(load, urls))
    for url in urls:
        # ok: unbounded-concurrency
        threading.Thread(target=load_in_turn, args=(url,)).start()
    for url in URLS:
        # ok: unbounded-concurrency
        threading.Thread(target=load, args=(url,)).start()
    for _ in range(4):
        # ok: unbounded-concurrency
        threading.Thread(target=load, args=("a",)).start()
    for url in urls:
        # ok: unbounded-concurrency
        threading.Thread(target=print, args=(url,)).start()


def serves(listener):
    while True:
        connection, _ = listener.accept()
        # ok: unbounded-concurrency
        threading.Thread(target=load, args=(connection,)).start()
