"""The loop knows its tasks by weak references only: one that nobody keeps is collected while it waits.

expected: waiting for a reply: 0
fails with: AssertionError: the task is gone
"""

import asyncio
import gc
import weakref

waiting = weakref.WeakSet()


async def ask():
    reply = asyncio.get_running_loop().create_future()
    waiting.add(reply)
    await reply


async def main():
    asyncio.create_task(ask())
    await asyncio.sleep(0)
    gc.collect()
    return len(waiting)


count = asyncio.run(main())
print(f"waiting for a reply: {count}")
assert count == 1, "the task is gone"
