"""Tasks of a group, and tasks without one."""
import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def in_a_group(session: AsyncSession):
    async with asyncio.TaskGroup() as group:
        group.create_task(session.execute(text("a")))
        # ruleid: connection-shared-by-tasks
        group.create_task(session.execute(text("b")))


async def many_in_a_group(session: AsyncSession, queries):
    async with asyncio.TaskGroup() as group:
        for query in queries:
            # ruleid: connection-shared-by-tasks
            group.create_task(session.execute(text(query)))


async def two_groups(session: AsyncSession):
    async with asyncio.TaskGroup() as group:
        group.create_task(session.execute(text("a")))
    async with asyncio.TaskGroup() as group:
        # ok: connection-shared-by-tasks
        group.create_task(session.execute(text("b")))


async def a_group_in_a_loop(session: AsyncSession, queries):
    for query in queries:
        async with asyncio.TaskGroup() as group:
            # ok: connection-shared-by-tasks
            group.create_task(session.execute(text(query)))


async def loose(session: AsyncSession):
    one = asyncio.create_task(session.execute(text("a")))
    # ruleid: connection-shared-by-tasks
    two = asyncio.create_task(session.execute(text("b")))
    await one
    await two


async def awaited_before(session: AsyncSession):
    one = asyncio.create_task(session.execute(text("a")))
    await one
    # ok: connection-shared-by-tasks
    two = asyncio.create_task(session.execute(text("b")))
    await two


async def awaited_in_the_turn(session: AsyncSession, queries):
    for query in queries:
        # ok: connection-shared-by-tasks
        task = asyncio.create_task(session.execute(text(query)))
        await task
