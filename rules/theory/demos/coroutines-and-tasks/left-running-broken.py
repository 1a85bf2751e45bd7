"""`gather` raises the first error at once, and the other coroutine goes on although nobody waits for it.

expected: charged after the error: True
fails with: AssertionError: the customer paid for nothing
"""

import asyncio

charged = False


async def reserve():
    raise ValueError("sold out")


async def charge():
    global charged
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    charged = True


async def main():
    try:
        await asyncio.gather(reserve(), charge())
    except ValueError:
        assert not charged
    for _ in range(5):
        await asyncio.sleep(0)


asyncio.run(main())
print(f"charged after the error: {charged}")
assert not charged, "the customer paid for nothing"
