"""Awaited, the coroutine runs as part of the task that awaits it.

expected: saved: ['tea']
"""

import asyncio

saved = []


async def save(order):
    saved.append(order)


async def main():
    await save("tea")


asyncio.run(main())
print(f"saved: {saved}")
assert saved == ["tea"], "the order is lost"
