import asyncio
import contextlib
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor

import aiohttp
import anyio
import httpx
import trio
from sqlalchemy.ext.asyncio import create_async_engine

lock = asyncio.Lock()
thread_lock = threading.Lock()
reentrant = threading.RLock()
semaphore = asyncio.Semaphore(2)
engine = create_async_engine("sqlite+aiosqlite://")


async def rows():
    yield await asyncio.sleep(0, 1)


def numbers():
    yield 1


@contextlib.asynccontextmanager
async def connected():
    yield await asyncio.sleep(0, 1)


@contextlib.contextmanager
def opened():
    yield 1


class Connection:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return False

    def __aiter__(self):
        return rows()


class Window:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def __iter__(self):
        return iter([1])


async def enters_plainly():
    # ruleid: wrong-with-kind
    with lock:
        print("alone")
    # ruleid: wrong-with-kind
    with semaphore:
        print("two")
    # ruleid: wrong-with-kind
    with asyncio.timeout(5):
        print("soon")
    # ruleid: wrong-with-kind
    with asyncio.TaskGroup() as group:
        group.create_task(enters_plainly())
    # ruleid: wrong-with-kind
    with aiohttp.ClientSession() as session:
        print(session)
    # ruleid: wrong-with-kind
    with httpx.AsyncClient() as client:
        print(client)
    # ruleid: wrong-with-kind
    with anyio.create_task_group() as children:
        print(children)
    # ruleid: wrong-with-kind
    with trio.open_nursery() as nursery:
        print(nursery)
    # ruleid: wrong-with-kind
    with engine.begin() as connection:
        print(connection)
    # ruleid: wrong-with-kind
    with connected():
        print("connected")
    # ruleid: wrong-with-kind
    with Connection() as connection:
        print(connection)
    # ruleid: wrong-with-kind
    with opened() as first, Connection() as second:
        print(first, second)


def enters_in_plain_function():
    # ruleid: wrong-with-kind
    with Connection() as connection:
        print(connection)


async def enters_asynchronously():
    # ruleid: wrong-with-kind
    async with thread_lock:
        print("alone")
    # ruleid: wrong-with-kind
    async with reentrant:
        print("alone")
    # ruleid: wrong-with-kind
    async with open("orders.txt") as file:
        print(file)
    # ruleid: wrong-with-kind
    async with trio.move_on_after(5):
        print("soon")
    # ruleid: wrong-with-kind
    async with ThreadPoolExecutor() as pool:
        print(pool)
    # ruleid: wrong-with-kind
    async with tempfile.TemporaryDirectory() as folder:
        print(folder)
    # ruleid: wrong-with-kind
    async with contextlib.suppress(KeyError):
        print("found")
    # ruleid: wrong-with-kind
    async with opened():
        print("opened")
    # ruleid: wrong-with-kind
    async with Window():
        print("opened")


async def loops(reader: asyncio.StreamReader):
    # ruleid: wrong-with-kind
    for row in rows():
        print(row)
    # ruleid: wrong-with-kind
    print([row for row in rows()])
    # ruleid: wrong-with-kind
    print(list(rows()))
    # ruleid: wrong-with-kind
    print(sorted(rows()))
    # ruleid: wrong-with-kind
    print(await rows())
    # ruleid: wrong-with-kind
    for line in reader:
        print(line)
    # ruleid: wrong-with-kind
    for item in Connection():
        print(item)
    # ruleid: wrong-with-kind
    async for item in [1, 2]:
        print(item)
    # ruleid: wrong-with-kind
    async for item in range(3):
        print(item)
    # ruleid: wrong-with-kind
    async for item in numbers():
        print(item)
    # ruleid: wrong-with-kind
    async for item in Window():
        print(item)
    # ruleid: wrong-with-kind
    print([item async for item in enumerate([1])])


# ruleid: wrong-with-kind
task = asyncio.create_task(loops(asyncio.StreamReader()))

if __name__ == "__main__":
    # ruleid: wrong-with-kind
    task = asyncio.create_task(loops(asyncio.StreamReader()))
