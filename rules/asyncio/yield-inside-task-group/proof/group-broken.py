"""A task of the generator's group fails, and what is cancelled is the loop over the generator.

expected: the loop ended by CancelledError
fails with: AssertionError: not told what failed
"""

import asyncio


async def broken_source():
    raise OSError("no connection")


async def lines():
    async with asyncio.TaskGroup() as group:
        group.create_task(broken_source())
        for line in ("one", "two"):
            # ruleid: yield-inside-task-group
            yield line


async def main():
    try:
        async for _ in lines():
            await asyncio.sleep(0.1)
        return "the last line"
    except BaseException as error:
        return type(error).__name__


outcome = asyncio.run(main())
print(f"the loop ended by {outcome}")
assert outcome == "ExceptionGroup", "not told what failed"
