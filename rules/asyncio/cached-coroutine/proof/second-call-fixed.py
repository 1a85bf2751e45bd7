"""The cache has a task, which can be awaited again.

expected: the second price is 3
"""

import asyncio

tasks = {}


# ok: cached-coroutine
async def price(item):
    if item not in tasks:
        tasks[item] = asyncio.ensure_future(load(item))
    return await tasks[item]


async def load(item):
    await asyncio.sleep(0)
    return len(item)


async def main():
    print(f"the first price is {await price('tea')}")
    print(f"the second price is {await price('tea')}")


asyncio.run(main())
