"""The task that must not be cut in two is shielded, kept in a variable and awaited to its end.

expected: taken: 10, given: 10
"""

import asyncio

taken = given = 0


async def transfer(is_taken):
    global taken, given
    taken += 10
    is_taken.set()
    await asyncio.sleep(0.05)
    given += 10


async def handle(is_taken):
    whole = asyncio.create_task(transfer(is_taken))
    try:
        await asyncio.shield(whole)
    except asyncio.CancelledError:
        await asyncio.wait([whole])
        raise


async def main():
    is_taken = asyncio.Event()
    task = asyncio.create_task(handle(is_taken))
    await is_taken.wait()
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
print(f"taken: {taken}, given: {given}")
assert taken == given, "the money is gone"
