"""Who starts the tasks that meet."""
import asyncio

import anyio
from aiohttp import web
from fastapi import FastAPI, WebSocket

from shop import price

app = FastAPI()
routes = web.RouteTableDef()
loop = asyncio.new_event_loop()


class Counts:
    def __init__(self):
        self.in_two_tasks = 0
        self.in_loop = 0
        self.in_group = 0
        self.in_nursery = 0
        self.by_two = 0
        self.appended = 0
        self.server = 0

    async def two_tasks(self):
        # ruleid: stale-read-across-await
        self.in_two_tasks += await price("a")

    async def looped(self):
        # ruleid: stale-read-across-await
        self.in_loop += await price("a")

    async def grouped(self):
        # ruleid: stale-read-across-await
        self.in_group += await price("a")

    async def soon(self):
        # ruleid: stale-read-across-await
        self.in_nursery += await price("a")

    async def appended_to(self):
        # ruleid: stale-read-across-await
        self.appended += await price("a")

    async def slowly(self):
        # ruleid: stale-read-across-await
        self.by_two += await price("a")

    async def at_once(self):
        self.by_two = 7

    async def serve(self, reader, writer):
        # ruleid: stale-read-across-await
        self.server += await price("a")

    async def run(self):
        await asyncio.gather(self.two_tasks(), self.two_tasks())
        for _ in range(3):
            # ruleid: task-result-dropped
            asyncio.ensure_future(self.looped())
        async with asyncio.TaskGroup() as group:
            for _ in range(3):
                group.create_task(self.grouped())
        async with anyio.create_task_group() as nursery:
            for _ in range(3):
                nursery.start_soon(self.soon)
        coroutines = []
        for _ in range(3):
            coroutines.append(self.appended_to())
        await asyncio.gather(*coroutines)
        # ruleid: task-result-dropped
        loop.create_task(self.slowly())
        # ruleid: task-result-dropped
        loop.create_task(self.at_once())
        await asyncio.start_server(self.serve, "localhost", 8000)


sales = 0
visits = 0
messages = 0


@app.get("/buy")
async def buy(item: str):
    global sales
    # ruleid: stale-read-across-await
    sales += await price(item)


@routes.get("/visit")
async def visit(request):
    global visits
    # ruleid: stale-read-across-await
    visits += await price("visit")


@app.websocket("/chat")
async def chat(socket: WebSocket):
    global messages
    # ruleid: stale-read-across-await
    messages += await price("message")


asyncio.run(Counts().run())
