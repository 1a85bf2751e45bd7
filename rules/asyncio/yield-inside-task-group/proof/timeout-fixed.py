"""The limit is around each wait for a line, and what the loop does with it takes its own time.

expected: the loop ended by the last line
"""

import asyncio


async def read(line):
    await asyncio.sleep(0)
    return line


async def lines():
    for line in ("one", "two"):
        async with asyncio.timeout(0.05):
            text = await read(line)
        # ok: yield-inside-task-group
        yield text


async def main():
    try:
        async for _ in lines():
            await asyncio.sleep(0.3)
        return "the last line"
    except BaseException as error:
        return type(error).__name__


outcome = asyncio.run(main())
print(f"the loop ended by {outcome}")
assert outcome == "the last line", "cancelled by its own generator"
