"""A cancellation comes between the two halves of what belongs together.

expected: taken: 10, given: 0
fails with: AssertionError: the money is gone
"""

import asyncio

taken = given = 0


async def transfer(is_taken):
    global taken, given
    taken += 10
    is_taken.set()
    await asyncio.sleep(0.05)
    given += 10


async def main():
    is_taken = asyncio.Event()
    task = asyncio.create_task(transfer(is_taken))
    await is_taken.wait()
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
print(f"taken: {taken}, given: {given}")
assert taken == given, "the money is gone"
