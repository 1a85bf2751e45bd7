import asyncio
from abc import ABC, abstractmethod
from typing import Protocol

from web import Handler, app


# ruleid: async-without-await
async def total(prices):
    return sum(prices)


# ruleid: async-without-await
async def outer(prices):
    async def inner():
        await asyncio.sleep(0)

    return [inner, prices][1]


# ok: async-without-await
async def waits():
    await asyncio.sleep(0)


# ok: async-without-await
async def loops(rows):
    async for row in rows:
        print(row)


# ok: async-without-await
async def collects(rows):
    return [row async for row in rows]


# ok: async-without-await
async def enters(lock):
    async with lock:
        print("alone")


# ok: async-without-await
async def generates():
    yield 1


# ok: async-without-await
async def nothing():
    pass


# ok: async-without-await
async def declared():
    """Says what it would do."""


# ok: async-without-await
async def missing():
    raise NotImplementedError


@app.get("/")
# ok: async-without-await
async def route():
    return "hello"


# ok: async-without-await
async def callback(event):
    print(event)


app.on_startup(callback)


# ok: async-without-await
async def job():
    print("done")


# ok: async-without-await
async def test_total():
    assert True


class Plain:
    # ruleid: async-without-await
    async def size(self):
        return 1

    # ok: async-without-await
    async def __aenter__(self):
        return self

    # ok: async-without-await
    async def overridden(self):
        return 1

    # ok: async-without-await
    async def handler(self):
        return self.handler

    async def use(self):
        return await self.size()


class Waiting(Plain):
    # ok: async-without-await
    async def overridden(self):
        await asyncio.sleep(0)

    # ok: async-without-await
    async def __aexit__(self, *error):
        return False


class Again(Waiting):
    # ok: async-without-await
    async def overridden(self):
        return 2


class Web(Handler):
    # ok: async-without-await
    async def get(self):
        return "hello"


class Interface(Protocol):
    # ok: async-without-await
    async def load(self):
        return 1


class Base(ABC):
    @abstractmethod
    # ok: async-without-await
    async def load(self):
        return 1


async def main():
    print(await total([1]), await outer([1]))
    task = asyncio.create_task(job())
    await task
