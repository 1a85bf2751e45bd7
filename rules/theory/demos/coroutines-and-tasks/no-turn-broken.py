"""An `await` of something that never waits gives nobody a turn.

expected: turns of the other task: 0
fails with: AssertionError: nobody else had a turn
"""

import asyncio

turns = 0


async def other():
    global turns
    while True:
        turns += 1
        await asyncio.sleep(0)


async def price():
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
