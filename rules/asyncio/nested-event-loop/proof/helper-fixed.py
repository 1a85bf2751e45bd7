"""The coroutine awaits what the helper was made of.

expected: the price from a coroutine: 3
"""

import asyncio


async def fetch():
    await asyncio.sleep(0)
    return 3


async def handle():
    # ok: nested-event-loop
    return await fetch()


print("the price from a coroutine:", asyncio.run(handle()))
