"""A task group cancels the others when one fails, and ends when all have ended.

expected: charged after the error: False
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
        async with asyncio.TaskGroup() as group:
            group.create_task(reserve())
            group.create_task(charge())
    except* ValueError:
        assert not charged
    for _ in range(5):
        await asyncio.sleep(0)


asyncio.run(main())
print(f"charged after the error: {charged}")
assert not charged, "the customer paid for nothing"
