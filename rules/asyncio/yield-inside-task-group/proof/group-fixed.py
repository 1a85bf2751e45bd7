"""A context manager has the group around the whole loop: what failed arrives at its end.

expected: the loop ended by ExceptionGroup
"""

import asyncio
from contextlib import asynccontextmanager


async def broken_source():
    raise OSError("no connection")


async def two_lines():
    for line in ("one", "two"):
        yield line


@asynccontextmanager
async def lines():
    async with asyncio.TaskGroup() as group:
        group.create_task(broken_source())
        # ok: yield-inside-task-group
        yield two_lines()


async def main():
    try:
        async with lines() as source:
            async for _ in source:
                await asyncio.sleep(0.1)
        return "the last line"
    except BaseException as error:
        return type(error).__name__


outcome = asyncio.run(main())
print(f"the loop ended by {outcome}")
assert outcome == "ExceptionGroup", "not told what failed"
