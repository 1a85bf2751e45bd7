import asyncio
import contextlib
from asyncio import TaskGroup
from contextlib import asynccontextmanager

import anyio
import pytest
import trio
from fastapi import Depends


async def in_a_timeout(source):
    async with asyncio.timeout(3):
        async for value in source:
            # ruleid: yield-inside-task-group
            yield value


async def in_a_group(source):
    async with TaskGroup() as group:
        group.create_task(source.feed())
        # ruleid: yield-inside-task-group
        yield source.first()
        yield source.second()


async def in_anyio(sources):
    async with anyio.create_task_group() as group:
        for source in sources:
            group.start_soon(source.feed)
            # ruleid: yield-inside-task-group
            yield source


async def in_anyio_with_a_limit(source):
    with anyio.move_on_after(3):
        while True:
            # ruleid: yield-inside-task-group
            yield await source.receive()


async def in_trio(sources):
    async with trio.open_nursery() as nursery:
        for source in sources:
            nursery.start_soon(source.feed)
            # ruleid: yield-inside-task-group
            yield source


async def in_trio_with_a_limit(source):
    with trio.fail_after(3):
        async for value in source:
            # ruleid: yield-inside-task-group
            yield value


def plain_generator(sources):
    with trio.CancelScope():
        for source in sources:
            # ruleid: yield-inside-task-group
            yield source


async def one_of_two_contexts(source):
    async with source, asyncio.timeout(3):
        async for value in source:
            # ruleid: yield-inside-task-group
            yield value


class Feed:
    async def __aiter__(self):
        async with asyncio.timeout_at(self.deadline):
            for value in self.values:
                # ruleid: yield-inside-task-group
                yield value

    @classmethod
    async def of(cls, values):
        async with asyncio.timeout(3):
            for value in values:
                # ruleid: yield-inside-task-group
                yield value


async def only_once(source):
    async with asyncio.timeout(3):
        # ruleid: yield-inside-task-group
        yield source


@asynccontextmanager
async def manager(source):
    async with asyncio.TaskGroup() as group:
        group.create_task(source.feed())
        # ok: yield-inside-task-group
        yield source


@contextlib.contextmanager
def plain_manager():
    with anyio.fail_after(3):
        # ok: yield-inside-task-group
        yield


@pytest.fixture
async def group():
    async with asyncio.TaskGroup() as group:
        # ok: yield-inside-task-group
        yield group


@trio.as_safe_channel
async def channel(sources):
    async with trio.open_nursery() as nursery:
        for source in sources:
            nursery.start_soon(source.feed)
            # ok: yield-inside-task-group
            yield source


async def session(pool):
    async with asyncio.timeout(3):
        # ok: yield-inside-task-group
        yield pool


async def endpoint(db=Depends(session)):
    return db


async def outside(names, shop):
    for name in names:
        async with asyncio.timeout(3):
            price = await shop.price(name)
        # ok: yield-inside-task-group
        yield price


async def in_a_function_inside(sources):
    async with asyncio.TaskGroup() as group:

        async def values():
            for source in sources:
                # ok: yield-inside-task-group
                yield source

        group.create_task(sources.feed(values()))


async def in_something_else(shop, lock):
    async with lock, shop.timeout(3):
        for price in shop:
            # ok: yield-inside-task-group
            yield price
