"""State that several tasks read before an `await` and write after it."""
import asyncio

from shop import connect, load, price

total = 0
by_user = {}
client = None
token = None


class Basket:
    def __init__(self):
        self.total = 0
        self.cache = {}
        self.session = None
        self.waiting = []

    async def add(self, item):
        # ruleid: stale-read-across-await
        self.total += await price(item)

    async def add_again(self, item):
        # ruleid: stale-read-across-await
        self.total = self.total + await price(item)

    async def add_through_local(self, item):
        before = self.total
        cost = await price(item)
        # ruleid: stale-read-across-await
        self.total = before + cost

    async def connected(self):
        if self.session is None:
            # ruleid: stale-read-across-await
            self.session = connect(await load("address"))
        return self.session

    async def one_waiting(self):
        if self.waiting:
            await asyncio.sleep(1)
            # ruleid: stale-read-across-await
            return self.waiting.pop()

    async def forget(self, key):
        if key in self.cache:
            await load(key)
            # ruleid: stale-read-across-await
            del self.cache[key]

    async def get(self, key):
        if key not in self.cache:
            # ruleid: stale-read-across-await
            self.cache[key] = await load(key)
        return self.cache[key]

    async def get_early(self, key):
        if key in self.cache:
            return self.cache[key]
        async with asyncio.timeout(3):
            # ruleid: stale-read-across-await
            self.cache[key] = await load(key)
        return self.cache[key]

    async def count(self, items):
        seen = self.total
        async for item in items:
            print(item)
        # ruleid: stale-read-across-await
        self.total = seen + 1

    async def work(self, item):
        await self.add(item)
        await self.add_again(item)
        await self.add_through_local(item)
        await self.connected()
        await self.one_waiting()
        await self.forget(item)
        await self.get(item)
        await self.get_early(item)
        await self.count([item])


class Client:
    def __init__(self):
        self.sent = 0


async def add_global(item):
    global total
    # ruleid: stale-read-across-await
    total += await price(item)


async def add_for(user, item):
    # ruleid: stale-read-across-await
    by_user[user] = by_user.get(user, 0) + await price(item)


async def get_client():
    global client
    if client is None:
        await asyncio.sleep(0)
        # ruleid: stale-read-across-await
        client = Client()
    return client


async def get_token():
    global token
    if token is None:
        page = await load("token")
        # Loaded by each that comes meanwhile: an info.
        # ruleid: stale-read-across-await
        token = page.text
    return token


async def work(item):
    await get_token()
    await add_global(item)
    await add_for("me", item)
    await get_client()


async def main(items):
    basket = Basket()
    await asyncio.gather(*(basket.work(item) for item in items))
    tasks = [asyncio.create_task(work(item)) for item in items]
    for task in tasks:
        await task


asyncio.run(main(["bread", "milk"]))
