"""Tasks of one gather on one object."""
import asyncio

import aiohttp
import asyncpg
import psycopg
import websockets
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://localhost/shop")
Session = async_sessionmaker(engine)
shared = Session()


async def direct(session: AsyncSession):
    # ruleid: connection-shared-by-tasks
    await asyncio.gather(session.execute(text("a")), session.execute(text("b")))


async def as_tasks(session: AsyncSession):
    one = asyncio.create_task(session.scalar(text("a")))
    # ruleid: connection-shared-by-tasks
    two = asyncio.create_task(session.scalar(text("b")))
    await asyncio.gather(one, two)


async def of_a_list():
    async with Session() as session:
        # ruleid: connection-shared-by-tasks
        jobs = [session.execute(text("a")), session.commit()]
        jobs.append(session.execute(text("b")))
        await asyncio.gather(*jobs)


async def collected(queries):
    async with Session() as session:
        jobs = []
        for query in queries:
            # ruleid: connection-shared-by-tasks
            jobs.append(asyncio.create_task(session.execute(text(query))))
        await asyncio.wait(jobs)


async def count(session, table):
    return await session.scalar(text(table))


async def through_a_function(tables):
    async with Session() as session:
        # ruleid: connection-shared-by-tasks
        return await asyncio.gather(*(count(session, table) for table in tables))


class Repository:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def users(self):
        return await self.session.scalars(text("users"))

    async def orders(self):
        return await self.session.scalars(text("orders"))

    async def all(self):
        # ruleid: connection-shared-by-tasks
        return await asyncio.gather(self.users(), self.orders())


async def of_a_global():
    # ruleid: connection-shared-by-tasks
    await asyncio.gather(shared.execute(text("a")), count(shared, "b"))


async def on_a_connection():
    connection = await asyncpg.connect()
    # ruleid: connection-shared-by-tasks
    await asyncio.gather(connection.fetch("a"), connection.fetchval("b"))


async def on_a_websocket(url):
    async with websockets.connect(url) as socket:
        # ruleid: connection-shared-by-tasks
        await asyncio.gather(socket.recv(), socket.recv())


async def listen(socket):
    async for message in socket:
        print(message)


async def twice(url):
    async with websockets.connect(url) as socket:
        # ruleid: connection-shared-by-tasks
        await asyncio.gather(listen(socket), socket.recv())


async def on_a_stream():
    reader, _ = await asyncio.open_connection("localhost", 80)
    # ruleid: connection-shared-by-tasks
    await asyncio.gather(reader.readline(), reader.read(10))


async def sends_and_receives(url):
    async with aiohttp.ClientSession() as client, client.ws_connect(url) as socket:
        # ok: connection-shared-by-tasks
        await asyncio.gather(socket.receive(), socket.send_str("x"))
        # ruleid: connection-shared-by-tasks
        await asyncio.gather(socket.receive(), socket.receive_str())


async def one_each(tables):
    async def load(table):
        async with Session() as session:
            return await session.scalar(text(table))

    # ok: connection-shared-by-tasks
    return await asyncio.gather(*[load(table) for table in tables])


async def made_in_the_turn(tables):
    jobs = []
    for table in tables:
        session = Session()
        # ok: connection-shared-by-tasks
        jobs.append(session.scalar(text(table)))
    await asyncio.gather(*jobs)


async def from_a_pool(queries):
    pool = await asyncpg.create_pool()
    # ok: connection-shared-by-tasks
    await asyncio.gather(*[pool.fetch(query) for query in queries])


async def waits_itself():
    connection = await psycopg.AsyncConnection.connect()
    # ok: connection-shared-by-tasks
    await asyncio.gather(connection.execute("a"), connection.execute("b"))


async def one_after_the_other(session: AsyncSession):
    # ok: connection-shared-by-tasks
    await session.execute(text("a"))
    # ok: connection-shared-by-tasks
    await session.execute(text("b"))


async def only_one(session: AsyncSession, other: AsyncSession):
    # ok: connection-shared-by-tasks
    await asyncio.gather(session.execute(text("a")), asyncio.sleep(1))
    # ok: connection-shared-by-tasks
    await asyncio.gather(session.execute(text("a")), other.execute(text("b")))


class Guarded:
    def __init__(self, session: AsyncSession):
        self.session = session
        self.lock = asyncio.Lock()

    async def load(self, table):
        async with self.lock:
            return await self.session.scalar(text(table))

    async def all(self, tables):
        # ok: connection-shared-by-tasks
        return await asyncio.gather(*[self.load(table) for table in tables])


async def not_awaited(session: AsyncSession, orders):
    def remember(order):
        session.add(order)

    # ok: connection-shared-by-tasks
    await asyncio.gather(*[asyncio.to_thread(remember, order) for order in orders])


async def either(session: AsyncSession, wide):
    jobs = []
    if wide:
        jobs.append(session.execute(text("wide")))
    else:
        # ok: connection-shared-by-tasks
        jobs.append(session.execute(text("narrow")))
    await asyncio.gather(*jobs)
