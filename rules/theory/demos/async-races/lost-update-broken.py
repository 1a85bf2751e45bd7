"""One thread, two tasks, and still an update is lost: the `await` stands between the read and the write.

expected: the total is 1 after two additions
fails with: AssertionError: one update is lost
"""

import asyncio

total = 0


async def price():
    await asyncio.sleep(0)
    return 1


async def add():
    global total
    total += await price()


async def main():
    await asyncio.gather(add(), add())


asyncio.run(main())
print(f"the total is {total} after two additions")
assert total == 2, "one update is lost"
