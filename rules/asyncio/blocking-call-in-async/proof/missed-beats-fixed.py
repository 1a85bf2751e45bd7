"""The handler sleeps in a worker thread until three beats have come, and the ticker of the loop gives them.

expected: 3 beats while the handler waited
"""

import asyncio
import time

beats = 0


async def tick():
    global beats
    while True:
        beats += 1
        await asyncio.sleep(0.01)


def wait_for(beat):
    deadline = time.monotonic() + 5
    while beats < beat and time.monotonic() < deadline:
        time.sleep(0.01)


async def handle():
    before = beats
    # ok: blocking-call-in-async
    await asyncio.to_thread(wait_for, before + 3)
    return min(beats - before, 3)


async def main():
    ticker = asyncio.create_task(tick())
    await asyncio.sleep(0.02)
    seen = await handle()
    ticker.cancel()
    return seen


seen = asyncio.run(main())
print(f"{seen} beats while the handler waited")
assert seen > 0, "the whole loop waited, too"
