"""One `time.sleep` in a coroutine stops every other task of the loop.

expected: 0 of 3 tasks ran during the call
fails with: AssertionError: the loop stood still
"""

import asyncio
import time

beats = {"red": 0, "green": 0, "blue": 0}


async def heart(name):
    while True:
        beats[name] += 1
        await asyncio.sleep(0.01)


async def handler():
    time.sleep(0.3)


async def main():
    hearts = [asyncio.create_task(heart(name)) for name in beats]
    await asyncio.sleep(0.03)
    before = dict(beats)
    await handler()
    return [name for name in beats if beats[name] > before[name]]


ran = asyncio.run(main())
print(f"{len(ran)} of 3 tasks ran during the call")
assert len(ran) == 3, "the loop stood still"
