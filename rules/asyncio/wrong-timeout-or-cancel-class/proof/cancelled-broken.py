"""The handler for a cancelled job of an executor does not run when the task is cancelled.

expected: put back: []
fails with: AssertionError: the order is lost
"""

import asyncio
from concurrent.futures import CancelledError

put_back = []


async def handle(order, started):
    try:
        started.set()
        await asyncio.sleep(10)
    # ruleid: wrong-timeout-or-cancel-class
    except CancelledError:
        put_back.append(order)
        raise


async def main():
    started = asyncio.Event()
    task = asyncio.create_task(handle("tea", started))
    await started.wait()
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
print(f"put back: {put_back}")
assert put_back == ["tea"], "the order is lost"
