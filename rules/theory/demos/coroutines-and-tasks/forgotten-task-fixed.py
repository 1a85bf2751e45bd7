"""A set keeps the task until it is done.

expected: waiting for a reply: 1
"""

import asyncio
import gc
import weakref

waiting = weakref.WeakSet()
tasks = set()


async def ask():
    reply = asyncio.get_running_loop().create_future()
    waiting.add(reply)
    await reply


async def main():
    task = asyncio.create_task(ask())
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    await asyncio.sleep(0)
    gc.collect()
    return len(waiting)


count = asyncio.run(main())
print(f"waiting for a reply: {count}")
assert count == 1, "the task is gone"
