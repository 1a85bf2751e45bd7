"""A call of an `async def` runs none of its body: nobody awaits the coroutine, and nothing is saved.

expected: saved: []
fails with: AssertionError: the order is lost
"""

import asyncio

saved = []


async def save(order):
    saved.append(order)


async def main():
    save("tea")


asyncio.run(main())
print(f"saved: {saved}")
assert saved == ["tea"], "the order is lost"
