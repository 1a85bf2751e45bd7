"""A task that is cancelled before its first step never runs, and so does not clean up either.

expected: the file is closed: False
fails with: AssertionError: nobody closes what only the coroutine would have closed
"""

import asyncio
import io


async def copy(file):
    try:
        await asyncio.sleep(10)
    finally:
        file.close()


async def main():
    file = io.StringIO("text")
    task = asyncio.create_task(copy(file))
    task.cancel()
    await asyncio.wait([task])
    return file.closed


is_closed = asyncio.run(main())
print(f"the file is closed: {is_closed}")
assert is_closed, "nobody closes what only the coroutine would have closed"
