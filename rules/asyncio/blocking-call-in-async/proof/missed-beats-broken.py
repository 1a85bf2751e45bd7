"""A handler sleeps for 0.3 s in the thread of the loop, and the ticker misses all beats of that time.

expected: 0 beats while the handler waited
fails with: AssertionError: the whole loop waited, too
"""

import asyncio
import time

beats = 0


async def tick():
    global beats
    while True:
        beats += 1
        await asyncio.sleep(0.01)


async def handle():
    before = beats
    # ruleid: blocking-call-in-async
    time.sleep(0.3)
    return beats - before


async def main():
    ticker = asyncio.create_task(tick())
    await asyncio.sleep(0.02)
    missed = await handle()
    ticker.cancel()
    return missed


seen = asyncio.run(main())
print(f"{seen} beats while the handler waited")
assert seen > 0, "the whole loop waited, too"
