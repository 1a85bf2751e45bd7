"""Who opens the file closes it, whether the task has begun or not.

expected: the file is closed: True
"""

import asyncio
import io


async def copy(file):
    await asyncio.sleep(10)


async def main():
    with io.StringIO("text") as file:
        task = asyncio.create_task(copy(file))
        task.cancel()
        await asyncio.wait([task])
    return file.closed


is_closed = asyncio.run(main())
print(f"the file is closed: {is_closed}")
assert is_closed, "nobody closes what only the coroutine would have closed"
