"""The total is read after the `await`, and nothing comes between the read and the write.

expected: the total is 2 after two additions
"""

import asyncio

total = 0


async def price(item):
    await asyncio.sleep(0)
    return 1


async def add(item):
    global total
    cost = await price(item)
    # ok: stale-read-across-await
    total += cost


async def main():
    await asyncio.gather(add("bread"), add("milk"))


asyncio.run(main())
print(f"the total is {total} after two additions")
assert total == 2, "one addition is lost"
