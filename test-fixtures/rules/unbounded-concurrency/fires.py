"""A connection for each of as many as there are."""
import asyncio
import json
import threading
from threading import Thread as Worker

import aiohttp
import anyio
import asyncpg
import httpx
import requests
import trio


async def fetch(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            return await answer.text()


async def fetch_by_httpx(url):
    client = httpx.AsyncClient()
    return await client.get(url)


async def ask(host):
    reader, writer = await asyncio.open_connection(host, 80)
    writer.close()
    return await reader.read()


async def through_another(host):
    return await ask(host)


async def query(number):
    connection = await asyncpg.connect("postgres://localhost")
    return await connection.fetchval("select $1", number)


async def gathered(urls, names):
    # ruleid: unbounded-concurrency
    await asyncio.gather(*[fetch(url) for url in urls])
    # ruleid: unbounded-concurrency
    await asyncio.gather(*(fetch_by_httpx(url) for url in sorted(urls)))
    # ruleid: unbounded-concurrency
    await asyncio.gather(*[through_another(name) for name, _ in names.items()])
    numbers = json.load(open("numbers.json"))
    # ruleid: unbounded-concurrency
    jobs = [query(number) for number in numbers]
    await asyncio.gather(*jobs)


async def as_tasks(urls):
    tasks = []
    for url in urls:
        # ruleid: unbounded-concurrency
        tasks.append(asyncio.create_task(fetch(url)))
    async with asyncio.TaskGroup() as group:
        for url in urls:
            # ruleid: unbounded-concurrency
            group.create_task(fetch(url))
    await asyncio.wait(tasks)


async def in_other_libraries(urls):
    async with anyio.create_task_group() as group:
        for url in urls:
            # ruleid: unbounded-concurrency
            group.start_soon(fetch_by_httpx, url)
    async with trio.open_nursery() as nursery:
        for url in urls:
            # ruleid: unbounded-concurrency
            nursery.start_soon(fetch_by_httpx, url)


def load(url):
    return requests.get(url, timeout=5)


def save(url):
    print(load(url))


def in_threads(urls):
    for url in urls:
        # ruleid: unbounded-concurrency
        threading.Thread(target=load, args=(url,)).start()
    # ruleid: unbounded-concurrency
    workers = [Worker(target=save, args=(url,)) for url in urls]
    for worker in workers:
        worker.start()
