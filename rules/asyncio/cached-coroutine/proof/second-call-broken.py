"""The second caller gets the coroutine that the first one has awaited.

expected: the first price is 3
fails with: RuntimeError: cannot reuse already awaited coroutine
"""

import asyncio
import functools


# ruleid: cached-coroutine
@functools.cache
async def price(item):
    await asyncio.sleep(0)
    return len(item)


async def main():
    print(f"the first price is {await price('tea')}")
    print(f"the second price is {await price('tea')}")


asyncio.run(main())
