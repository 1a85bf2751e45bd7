"""`asyncio.sleep(0)` suspends the task once, and all others get their turn.

expected: turns of the other task: 1000
"""

import asyncio

turns = 0


async def other():
    global turns
    while True:
        turns += 1
        await asyncio.sleep(0)


async def price():
    await asyncio.sleep(0)
    return 3


async def main():
    task = asyncio.create_task(other())
    for _ in range(1000):
        await price()
    seen = turns
    task.cancel()
    return seen


seen = asyncio.run(main())
print(f"turns of the other task: {seen}")
assert seen > 0, "nobody else had a turn"
