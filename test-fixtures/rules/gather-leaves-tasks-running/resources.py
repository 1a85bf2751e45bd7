"""What is closed under the hands of tasks."""
import asyncio
import tempfile
from asyncio import gather as together

import aiohttp
import asyncpg
import httpx


async def fetch(client, url):
    return await client.get(url)


async def session(urls):
    async with httpx.AsyncClient() as client:
        # ruleid: gather-leaves-tasks-running
        return await asyncio.gather(*(fetch(client, url) for url in urls))


async def two(first, second):
    async with aiohttp.ClientSession() as session:
        # ruleid: gather-leaves-tasks-running
        one, two = await together(fetch(session, first), fetch(session, second))
    return one, two


async def through_a_list(urls):
    async with httpx.AsyncClient() as client:
        tasks = [asyncio.create_task(fetch(client, url)) for url in urls]
        # ruleid: gather-leaves-tasks-running
        return await asyncio.gather(*tasks)


async def appended(urls):
    async with httpx.AsyncClient() as client:
        tasks = []
        for url in urls:
            tasks.append(fetch(client, url))
        # ruleid: gather-leaves-tasks-running
        return await asyncio.gather(*tasks)


async def method(urls):
    async with httpx.AsyncClient() as client:
        # ruleid: gather-leaves-tasks-running
        return await asyncio.gather(*[client.get(url) for url in urls])


async def only_one_uses_it(url, write):
    async with httpx.AsyncClient() as client:
        # ruleid: gather-leaves-tasks-running
        await asyncio.gather(fetch(client, url), write())


async def folder(names, unpack):
    with tempfile.TemporaryDirectory() as place:
        # ruleid: gather-leaves-tasks-running
        await asyncio.gather(*[unpack(name, place) for name in names])


async def by_finally(dsn, names):
    pool = await asyncpg.create_pool(dsn)
    try:
        # ruleid: gather-leaves-tasks-running
        await asyncio.gather(*[pool.execute("DELETE FROM names WHERE name = $1", name) for name in names])
    finally:
        await pool.close()
