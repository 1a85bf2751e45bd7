"""Tasks are run by the loop, beside the task that has made them.

expected: a begins, b begins, a ends, b ends
"""

import asyncio

log = []


async def load(name):
    log.append(f"{name} begins")
    await asyncio.sleep(0)
    log.append(f"{name} ends")


async def main():
    first = asyncio.create_task(load("a"))
    second = asyncio.create_task(load("b"))
    await first
    await second


asyncio.run(main())
print(", ".join(log))
assert log[:2] == ["a begins", "b begins"], "they do not run beside each other"
