"""Objects that all requests have, and objects that each has for itself."""
import asyncio

from aiohttp import web
from fastapi import Depends, FastAPI

from shop import job, price

app = FastAPI()


class Handlers:
    def __init__(self):
        self.sold = 0

    def add_to(self, application: web.Application):
        application.router.add_get("/buy", self.buy)

    async def buy(self, request):
        # ruleid: stale-read-across-await
        self.sold += await price("tea")
        return web.Response(text=str(self.sold))


class Service:
    def __init__(self):
        self.total = 0
        self.connection = None
        self.counted = 0
        self.below = 0

    @job(concurrency="reject")
    async def count(self):
        # ok: stale-read-across-await
        self.counted += await price("count")
        await self.count_below()

    async def count_below(self):
        # ok: stale-read-across-await
        self.below += await price("below")

    async def add(self, item):
        # ruleid: stale-read-across-await
        self.total += await price(item)

    async def connected(self):
        if self.connection is None:
            address = await price("address")
            # ruleid: stale-read-across-await
            self.connection = Connection(address)
        return self.connection


class Connection:
    def __init__(self, address):
        self.address = address


class Request:
    def __init__(self):
        self.total = 0

    async def add(self, item):
        # ok: stale-read-across-await
        self.total += await price(item)


class Workers:
    def __init__(self):
        self.done = 0
        self.own = 0

    async def work(self):
        while True:
            # ruleid: stale-read-across-await
            self.done += await price("work")

    async def once(self):
        # ok: stale-read-across-await
        self.own += await price("once")

    async def run(self):
        # ruleid: task-result-dropped
        asyncio.create_task(self.once())
        await asyncio.gather(*[self.work() for _ in range(3)])


service = Service()
application = web.Application()
Handlers().add_to(application)


@app.get("/add")
async def add(item: str):
    await service.add(item)
    await service.count()
    request = Request()
    await request.add(item)
    return await service.connected()


@app.on_event("startup")
async def start():
    await Workers().run()
