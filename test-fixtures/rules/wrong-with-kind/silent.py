import asyncio
import contextlib
import threading

import aiofiles
import aiohttp
import anyio
import pytest
import trio
from shop import Base, Session, cached, open_connection

lock = asyncio.Lock()
thread_lock = threading.Lock()


async def rows():
    yield await asyncio.sleep(0, 1)


@cached
async def kept_rows():
    yield await asyncio.sleep(0, 1)


class Both:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return False


class Derived(Base):
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return False


class Connection:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return False


class SyncConnection(Connection):
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


async def enters(given: Connection, unknown, session: Session):
    # ok: wrong-with-kind
    async with lock:
        print("alone")
    # ok: wrong-with-kind
    with thread_lock:
        print("alone")
    # ok: wrong-with-kind
    async with aiohttp.ClientSession() as client:
        # ok: wrong-with-kind
        async with client.get("https://shop.example") as answer:
            print(answer)
    # ok: wrong-with-kind
    async with aiofiles.open("orders.txt") as file:
        # ok: wrong-with-kind
        async for line in file:
            print(line)
    # ok: wrong-with-kind
    async with await anyio.open_file("orders.txt") as file:
        print(file)
    # ok: wrong-with-kind
    with trio.move_on_after(5):
        print("soon")
    # ok: wrong-with-kind
    with anyio.CancelScope():
        print("soon")
    # ok: wrong-with-kind
    with Both():
        print("both")
    # ok: wrong-with-kind
    async with Both():
        print("both")
    # ok: wrong-with-kind
    with Derived():
        print("perhaps")
    # ok: wrong-with-kind
    with given:
        print("perhaps")
    # ok: wrong-with-kind
    async with contextlib.nullcontext():
        print("both since 3.10")
    # ok: wrong-with-kind
    with open_connection() as connection, unknown, session:
        print(connection)
    with pytest.raises(TypeError):
        # ok: wrong-with-kind
        with lock:
            print("never")
    try:
        # ok: wrong-with-kind
        with lock:
            print("never")
    except TypeError:
        print("expected")


async def loops(items):
    # ok: wrong-with-kind
    async for row in rows():
        print(row)
    # ok: wrong-with-kind
    print([row async for row in rows()])
    # ok: wrong-with-kind
    async for row in (await asyncio.sleep(0, item) for item in items):
        print(row)
    # ok: wrong-with-kind
    for row in kept_rows():
        print(row)
    # ok: wrong-with-kind
    print(await anext(rows()))
    # ok: wrong-with-kind
    async for item in items:
        print(item)


def start():
    # ok: wrong-with-kind
    tasks.append(asyncio.create_task(loops([])))


tasks = []

try:
    # ok: wrong-with-kind
    task = asyncio.create_task(loops([]))
except RuntimeError:
    print("no loop")


class Source:
    async def rows(self):
        yield await asyncio.sleep(0, 1)

    def all(self):
        # ok: wrong-with-kind
        return list(self.rows())


class ListSource(Source):
    def rows(self):
        yield 1
