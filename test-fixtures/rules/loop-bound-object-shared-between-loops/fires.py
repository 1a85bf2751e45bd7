"""Objects of one event loop that several loops use."""
import asyncio
import threading

import aiohttp
import anyio
import httpx
from celery import Celery
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

app = Celery()
# ruleid: loop-bound-object-shared-between-loops
lock = asyncio.Lock()
# ruleid: loop-bound-object-shared-between-loops
jobs = asyncio.Queue()
# ruleid: loop-bound-object-shared-between-loops
client = httpx.AsyncClient()
# ruleid: loop-bound-object-shared-between-loops
engine = create_async_engine("postgresql+asyncpg://shop")
# ruleid: loop-bound-object-shared-between-loops
Session = async_sessionmaker(engine)
# ruleid: loop-bound-object-shared-between-loops
slots = asyncio.Semaphore(3)
# ruleid: loop-bound-object-shared-between-loops
session = aiohttp.ClientSession()
# ruleid: loop-bound-object-shared-between-loops
ready = asyncio.Event()


async def first():
    async with lock:
        await asyncio.sleep(1)


async def second():
    await helper()


async def helper():
    async with lock:
        await asyncio.sleep(1)


def one_after_the_other():
    asyncio.run(first())
    asyncio.run(second())


async def work():
    return await jobs.get()


def again_and_again():
    while True:
        asyncio.run(work())


async def fetch():
    async with engine.begin() as connection:
        await connection.execute("select 1")
    await client.get("https://shop.example")


@app.task
def refresh():
    asyncio.run(fetch())


async def store():
    async with Session() as database:
        await database.commit()


def handler(event, context):
    return asyncio.run(store())


async def limited():
    async with slots:
        await asyncio.sleep(1)


def in_a_thread():
    anyio.run(limited)


for _ in range(3):
    threading.Thread(target=in_a_thread).start()


async def get():
    await session.get("https://shop.example")


def load():
    return asyncio.run(get())


def load_both():
    return load(), load()


async def wait():
    await ready.wait()


def in_one_thread():
    asyncio.run(wait())


def in_another_thread():
    asyncio.run(wait())


threading.Thread(target=in_one_thread).start()
threading.Thread(target=in_another_thread).start()
one_after_the_other()
again_and_again()
load_both()
