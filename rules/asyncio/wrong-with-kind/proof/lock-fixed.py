"""`async with` awaits the lock.

expected: the till is full
"""

import asyncio

till = []


async def sell(lock: asyncio.Lock):
    print("the till is full" if till else "the till is empty")
    # ok: wrong-with-kind
    async with lock:
        till.append(3)


async def main():
    await sell(asyncio.Lock())
    print("the till is full" if till else "the till is empty")


asyncio.run(main())
