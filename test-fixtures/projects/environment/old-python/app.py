"""Up to Python 3.9, a lock gets its loop when it is made."""
import asyncio

# ruleid: loop-bound-object-shared-between-loops
lock = asyncio.Lock()


async def work():
    async with lock:
        await asyncio.sleep(1)


asyncio.run(work())
