"""Two tasks miss the cache before the first has filled it, and both load.

expected: loaded 2 times
fails with: AssertionError: once would have been enough
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
        cache[key] = await load(key)
    return cache[key]


async def main():
    await asyncio.gather(get("tea"), get("tea"))


asyncio.run(main())
print(f"loaded {loads} times")
assert loads == 1, "once would have been enough"
