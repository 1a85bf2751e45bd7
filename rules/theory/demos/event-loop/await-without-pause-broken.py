"""Awaiting a coroutine that never suspends gives the loop no turn.

expected: the other task ran during 3 awaits: False
fails with: AssertionError: no await was a pause
"""

import asyncio

other_ran = False


async def other():
    global other_ran
    other_ran = True


async def from_cache(key):
    return key.upper()


async def main():
    task = asyncio.create_task(other())
    for key in ("a", "b", "c"):
        await from_cache(key)
    ran = other_ran
    await task
    return ran


ran = asyncio.run(main())
print(f"the other task ran during 3 awaits: {ran}")
assert ran, "no await was a pause"
