"""Who awaits it lets the loop run it.

expected: the coroutine has begun: True
"""

import asyncio

begun = []


async def load():
    begun.append(True)


async def main():
    # ok: threadsafe-result-on-loop
    await load()
    print("the coroutine has begun:", bool(begun))


asyncio.run(main())
