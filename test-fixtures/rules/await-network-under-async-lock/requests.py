import asyncio

import aiohttp
import asyncpg
import httpx


class Shop:
    def __init__(self, session: aiohttp.ClientSession, pool: asyncpg.Pool, reader: asyncio.StreamReader):
        self.lock = asyncio.Lock()
        self.changed = asyncio.Condition()
        self.some = asyncio.Semaphore(10)
        self.session = session
        self.client = httpx.AsyncClient()
        self.pool = pool
        self.reader = reader
        self.writer = None
        self.token = None

    async def order(self, item):
        async with self.lock:
            # ruleid: await-network-under-async-lock
            async with self.session.post("https://shop.example", json=item) as response:
                return await response.json()

    async def stock(self, item):
        async with self.changed:
            # ruleid: await-network-under-async-lock
            row = await self.pool.fetchrow("select amount from stock where item = $1", item)
            self.changed.notify_all()
        return row

    async def acquired(self, item):
        await self.lock.acquire()
        try:
            # ruleid: await-network-under-async-lock
            return await self.client.get("https://shop.example/" + item)
        finally:
            self.lock.release()

    async def limited(self, item):
        async with self.some:
            # ok: await-network-under-async-lock
            return await self.client.get("https://shop.example/" + item)

    async def renew(self):
        async with self.lock:
            # ok: await-network-under-async-lock
            response = await self.client.post("https://shop.example/token")
            self.token = response.text

    async def ask(self, question):
        async with self.lock:
            self.writer.write(question)
            # ok: await-network-under-async-lock
            return await self.reader.readline()

    async def before(self, item):
        # ok: await-network-under-async-lock
        response = await self.client.get("https://shop.example/" + item)
        async with self.lock:
            print(response.text)

    async def at_once(self, item):
        async with self.lock:
            # ok: await-network-under-async-lock
            return asyncio.create_task(self.client.get("https://shop.example/" + item))


async def load(client: httpx.AsyncClient, turns: asyncio.Semaphore):
    async with turns:
        # ok: await-network-under-async-lock
        return await client.get("https://shop.example")


async def alone():
    # ruleid: lock-created-at-use
    lock = asyncio.Lock()
    async with httpx.AsyncClient() as client, lock:
        # ok: await-network-under-async-lock
        await client.get("https://shop.example")
