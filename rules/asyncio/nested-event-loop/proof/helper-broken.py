"""A synchronous helper runs a loop, and fails once a coroutine calls it.

expected: the price from a script: 3
fails with: RuntimeError: asyncio.run() cannot be called from a running event loop
"""

import asyncio
import warnings

# What was to run is never awaited.
warnings.simplefilter("ignore", RuntimeWarning)


async def fetch():
    await asyncio.sleep(0)
    return 3


def price():
    return asyncio.run(fetch())


async def handle():
    # ruleid: nested-event-loop
    return price()


print("the price from a script:", price())
asyncio.run(handle())
