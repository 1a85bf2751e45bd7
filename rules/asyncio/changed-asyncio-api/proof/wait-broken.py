"""Since Python 3.11, `wait` refuses coroutines.

expected: waiting for a coroutine
fails with: TypeError: Passing coroutines is forbidden, use tasks explicitly.
"""

import asyncio
import warnings

# What is refused is never awaited.
warnings.simplefilter("ignore", RuntimeWarning)


async def work():
    print("the coroutine has begun")


async def main():
    print("waiting for a coroutine")
    # ruleid: changed-asyncio-api
    await asyncio.wait([work()])


asyncio.run(main())
