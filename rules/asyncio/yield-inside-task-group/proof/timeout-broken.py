"""The time limit of a generator cancels the loop over it, and that loop sees no TimeoutError.

expected: the loop ended by CancelledError
fails with: AssertionError: cancelled by its own generator
"""

import asyncio


async def lines():
    async with asyncio.timeout(0.05):
        for line in ("one", "two"):
            # ruleid: yield-inside-task-group
            yield line


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
