"""Each loop has a lock of its own.

expected: failures of the second run: []
"""

import asyncio


async def use(lock):
    async with lock:
        await asyncio.sleep(0)


async def main():
    # ok: loop-bound-object-shared-between-loops
    lock = asyncio.Lock()
    results = await asyncio.gather(use(lock), use(lock), return_exceptions=True)
    return [type(result).__name__ for result in results if result is not None]


asyncio.run(main())
print("failures of the second run:", asyncio.run(main()))
