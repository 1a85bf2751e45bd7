"""Tasks that end before what they use, or use nothing that is closed."""
import asyncio
import logging
import tempfile

import httpx


async def fetch(client, url):
    return await client.get(url)


async def safely(client, url):
    try:
        return await client.get(url)
    except Exception:
        logging.exception("no answer from %s", url)
        return None


async def with_results(urls):
    async with httpx.AsyncClient() as client:
        # ok: gather-leaves-tasks-running
        return await asyncio.gather(*[fetch(client, url) for url in urls], return_exceptions=True)


async def in_group(urls):
    async with httpx.AsyncClient() as client, asyncio.TaskGroup() as group:
        for url in urls:
            # ok: gather-leaves-tasks-running
            group.create_task(fetch(client, url))


async def alone(url):
    async with httpx.AsyncClient() as client:
        # ok: gather-leaves-tasks-running
        await asyncio.gather(fetch(client, url))


async def nothing_closed(client, urls):
    # ok: gather-leaves-tasks-running
    return await asyncio.gather(*[fetch(client, url) for url in urls])


async def careful(urls):
    async with httpx.AsyncClient() as client:
        # ok: gather-leaves-tasks-running
        return await asyncio.gather(*[safely(client, url) for url in urls])


async def cares_itself(urls):
    async with httpx.AsyncClient() as client:
        tasks = [asyncio.create_task(fetch(client, url)) for url in urls]
        try:
            # ok: gather-leaves-tasks-running
            return await asyncio.gather(*tasks)
        except BaseException:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            raise


async def ends_them(urls):
    client = httpx.AsyncClient()
    tasks = [asyncio.create_task(fetch(client, url)) for url in urls]
    try:
        # ok: gather-leaves-tasks-running
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await client.aclose()


async def used_by_nobody(urls, work):
    async with httpx.AsyncClient() as client:
        await fetch(client, urls[0])
        # ok: gather-leaves-tasks-running
        await asyncio.gather(work(1), work(2))


async def limits(urls, client, lock):
    async with asyncio.timeout(5) as limit:
        # ok: gather-leaves-tasks-running
        await asyncio.gather(*[fetch(limit, url) for url in urls])
    async with lock:
        # ok: gather-leaves-tasks-running
        await asyncio.gather(*[fetch(client, url) for url in urls])


async def file_of_someone_else(names, unpack):
    with tempfile.TemporaryDirectory() as place:
        print(place)
    # ok: gather-leaves-tasks-running
    await asyncio.gather(*[unpack(name, place) for name in names])
