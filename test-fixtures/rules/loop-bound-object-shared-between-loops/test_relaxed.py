"""Loops of tests are left alone."""
import asyncio

# ok: loop-bound-object-shared-between-loops
lock = asyncio.Lock()


async def work():
    async with lock:
        pass


def test_twice():
    asyncio.run(work())
    asyncio.run(work())
