"""`asyncio.to_thread` moves the call to a worker thread, and the loop goes on.

expected: 3 of 3 tasks ran during the call
"""

import asyncio
import time

beats = {"red": 0, "green": 0, "blue": 0}


async def heart(name):
    while True:
        beats[name] += 1
        await asyncio.sleep(0.01)


async def handler():
    await asyncio.to_thread(time.sleep, 0.3)


async def main():
    hearts = [asyncio.create_task(heart(name)) for name in beats]
    await asyncio.sleep(0.03)
    before = dict(beats)
    await handler()
    return [name for name in beats if beats[name] > before[name]]


ran = asyncio.run(main())
print(f"{len(ran)} of 3 tasks ran during the call")
assert len(ran) == 3, "the loop stood still"
