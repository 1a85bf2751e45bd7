"""First the `await`, then the read and the write with nothing awaited in between.

expected: the total is 2 after two additions
"""

import asyncio

total = 0


async def price():
    await asyncio.sleep(0)
    return 1


async def add():
    global total
    cost = await price()
    total += cost


async def main():
    await asyncio.gather(add(), add())


asyncio.run(main())
print(f"the total is {total} after two additions")
assert total == 2, "one update is lost"
