"""Two coroutines are made, but neither begins before it is awaited: the second begins after the first has ended.

expected: a begins, a ends, b begins, b ends
fails with: AssertionError: they do not run beside each other
"""

import asyncio

log = []


async def load(name):
    log.append(f"{name} begins")
    await asyncio.sleep(0)
    log.append(f"{name} ends")


async def main():
    first = load("a")
    second = load("b")
    await first
    await second


asyncio.run(main())
print(", ".join(log))
assert log[:2] == ["a begins", "b begins"], "they do not run beside each other"
