"""Loops whose turns have an order, or of which not all is known."""
import asyncio

import aiohttp
import httpx
from sqlalchemy.ext.asyncio import AsyncSession

limit = asyncio.Semaphore(4)
lock = asyncio.Lock()


async def until_one_is_there(client: httpx.AsyncClient, urls):
    for url in urls:
        # ok: await-in-sequence
        answer = await client.get(url)
        if answer.is_success:
            return answer
    for url in urls:
        # ok: await-in-sequence
        answer = await client.get(url)
        if answer.is_success:
            break


async def the_next_turn_needs_it(client: httpx.AsyncClient, urls):
    token = None
    for url in urls:
        # ok: await-in-sequence
        answer = await client.get(url, headers={"token": token})
        token = answer.headers["token"]
    seen = []
    for url in urls:
        if url not in seen:
            # ok: await-in-sequence
            answer = await client.get(url)
            seen.append(answer.url)
    for url in urls:
        # ok: await-in-sequence
        answer = await client.get(url)
        client.headers.update(answer.headers)
    for url in urls:
        # ok: await-in-sequence
        client.token = await client.get(url)


async def slowly(client: httpx.AsyncClient, urls):
    for url in urls:
        # ok: await-in-sequence
        print(await client.get(url))
        await asyncio.sleep(1)


async def under_a_lock(client: httpx.AsyncClient, urls):
    for url in urls:
        async with lock:
            # ok: await-in-sequence
            print(await client.get(url))
        async with limit:
            # ok: await-in-sequence
            print(await client.get(url))


async def pages(client: httpx.AsyncClient):
    found = []
    for page in range(1, 10):
        # ok: await-in-sequence
        answer = await client.get("https://example.org", params={"page": page})
        found.append(answer.json())
    return found


async def retries(client: httpx.AsyncClient, url):
    for attempt in (1, 2, 3):
        # ok: await-in-sequence
        print(await client.get(url))
    for address in (url, url):
        try:
            # ok: await-in-sequence
            print(await client.get(address))
        except httpx.HTTPError:
            continue


async def writes(client: httpx.AsyncClient, orders):
    for order in orders:
        # ok: await-in-sequence
        await client.post("https://example.org", json=order)


async def one_session(session: AsyncSession, keys):
    found = []
    for key in keys:
        # ok: await-in-sequence
        found.append(await session.get(dict, key))
    return found


async def from_a_queue(client: httpx.AsyncClient, queue):
    while True:
        url = await queue.get()
        # ok: await-in-sequence
        print(await client.get(url))


async def over_an_asynchronous_one(client: httpx.AsyncClient, urls):
    async for url in urls:
        # ok: await-in-sequence
        print(await client.get(url))


async def as_they_come(client: httpx.AsyncClient, urls):
    for url in urls:
        # ok: await-in-sequence
        yield await client.get(url)


async def not_known(client, urls):
    for url in urls:
        # ok: await-in-sequence
        print(await client.get(url))


async def keeps_something(client: httpx.AsyncClient, state, url):
    answer = await client.get(url)
    state.last = answer
    return answer


async def through_a_function(client: httpx.AsyncClient, state, urls):
    for url in urls:
        # ok: await-in-sequence
        print(await keeps_something(client, state, url))


async def with_another_wait(session: aiohttp.ClientSession, urls, save):
    for url in urls:
        # ok: await-in-sequence
        async with session.get(url) as answer:
            await save(await answer.text())


async def its_own_methods(session: aiohttp.ClientSession, urls, store):
    for url in urls:
        # ok: await-in-sequence
        async with session.get(url) as answer:
            store.save(await answer.text())


async def one_websocket(session: aiohttp.ClientSession, url, questions):
    async with session.ws_connect(url) as socket:
        for question in questions:
            await socket.send_str(question)
            # ok: await-in-sequence
            answer = await socket.receive()
            print(answer)
