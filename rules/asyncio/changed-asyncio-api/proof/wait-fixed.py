"""A task is taken by all Pythons.

expected: the coroutine has begun
"""

import asyncio


async def work():
    print("the coroutine has begun")


async def main():
    # ok: changed-asyncio-api
    await asyncio.wait([asyncio.create_task(work())])


asyncio.run(main())
