"""An `asyncio.Lock` cannot be entered by `with`: waiting for it means to suspend.

expected: the till is empty
fails with: TypeError: 'Lock' object does not support the context manager protocol
"""

import asyncio

till = []


async def sell(lock: asyncio.Lock):
    print("the till is full" if till else "the till is empty")
    # ruleid: wrong-with-kind
    with lock:
        till.append(3)


async def main():
    await sell(asyncio.Lock())
    print("the till is full" if till else "the till is empty")


asyncio.run(main())
