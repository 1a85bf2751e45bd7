"""The handler for the cancellation of asyncio runs.

expected: put back: ['tea']
"""

import asyncio

put_back = []


async def handle(order, started):
    try:
        started.set()
        await asyncio.sleep(10)
    # ok: wrong-timeout-or-cancel-class
    except asyncio.CancelledError:
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
