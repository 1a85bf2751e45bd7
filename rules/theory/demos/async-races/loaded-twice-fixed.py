"""The cache has the task itself, from before the first `await` on, and everybody awaits the same one.

expected: loaded 1 time
"""

import asyncio

cache = {}
loads = 0


async def load(key):
    global loads
    loads += 1
    await asyncio.sleep(0)
    return key.upper()


async def get(key):
    if key not in cache:
        cache[key] = asyncio.create_task(load(key))
    return await cache[key]


async def main():
    await asyncio.gather(get("tea"), get("tea"))


asyncio.run(main())
print(f"loaded {loads} time")
assert loads == 1, "once would have been enough"
