"""A producer that is faster than its consumer fills the memory, as nothing slows it down.

expected: most items at once: 1000
fails with: AssertionError: the queue has no limit
"""

import asyncio


async def main():
    items = asyncio.Queue()
    most = 0

    async def consume():
        nonlocal most
        for _ in range(1000):
            most = max(most, items.qsize())
            await items.get()
            await asyncio.sleep(0)

    async def produce():
        for number in range(1000):
            await items.put(number)

    await asyncio.gather(produce(), consume())
    return most


most = asyncio.run(main())
print(f"most items at once: {most}", flush=True)
assert most <= 10, "the queue has no limit"
