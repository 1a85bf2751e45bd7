"""Event loops that are started where one runs already."""
import asyncio

import anyio
import trio
import uvicorn
from aiohttp import web
from asgiref.sync import async_to_sync
from discord.ext import commands

bot = commands.Bot("!")


async def work():
    await asyncio.sleep(1)


async def directly(app):
    # ruleid: nested-event-loop
    asyncio.run(work())


async def by_its_own_loop():
    loop = asyncio.new_event_loop()
    # ruleid: nested-event-loop
    loop.run_until_complete(work())


async def by_the_running_loop():
    loop = asyncio.get_running_loop()
    # ruleid: nested-event-loop
    return loop.run_until_complete(work())


async def for_ever():
    # ruleid: nested-event-loop
    asyncio.get_event_loop().run_forever()


async def by_a_runner():
    with asyncio.Runner() as runner:
        # ruleid: nested-event-loop
        runner.run(work())


async def by_anyio():
    # ruleid: nested-event-loop
    anyio.run(work)


async def by_trio():
    # ruleid: nested-event-loop
    trio.run(work)


async def by_a_server(app):
    # ruleid: nested-event-loop
    uvicorn.run(app)


async def by_aiohttp():
    # ruleid: nested-event-loop
    web.run_app(web.Application())


async def by_asgiref():
    # ruleid: nested-event-loop
    async_to_sync(work)()


async def by_a_bot():
    # ruleid: nested-event-loop
    bot.run("token")


def synchronous():
    return deeper()


def deeper():
    return asyncio.run(work())


async def through_helpers():
    # ruleid: nested-event-loop
    synchronous()


def callback():
    # ruleid: nested-event-loop
    asyncio.run(work())


async def gives_a_callback():
    asyncio.get_running_loop().call_soon(callback)


class Client:
    def get(self):
        return asyncio.run(work())

    async def aget(self):
        # ruleid: nested-event-loop
        return self.get()
