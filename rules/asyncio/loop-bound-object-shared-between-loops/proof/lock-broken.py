"""A lock that two tasks wanted under one loop is refused by the next loop.

expected: the first run is done
fails with: AssertionError: the second run got RuntimeError
"""

import asyncio

# ruleid: loop-bound-object-shared-between-loops
lock = asyncio.Lock()


async def use():
    async with lock:
        await asyncio.sleep(0)


async def main():
    results = await asyncio.gather(use(), use(), return_exceptions=True)
    return [type(result).__name__ for result in results if result is not None]


asyncio.run(main())
print("the first run is done")
failures = asyncio.run(main())
assert not failures, f"the second run got {failures[0]}"
