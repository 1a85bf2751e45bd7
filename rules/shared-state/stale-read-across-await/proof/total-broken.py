"""The old total is read before the `await`, so one of two additions is lost.

expected: the total is 1 after two additions
fails with: AssertionError: one addition is lost
"""

import asyncio

total = 0


async def price(item):
    await asyncio.sleep(0)
    return 1


async def add(item):
    global total
    # ruleid: stale-read-across-await
    total += await price(item)


async def main():
    await asyncio.gather(add("bread"), add("milk"))


asyncio.run(main())
print(f"the total is {total} after two additions")
assert total == 2, "one addition is lost"
