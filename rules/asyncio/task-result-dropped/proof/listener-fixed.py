"""A task in a set stays until it is done.

expected: delivered: ['hello']
"""

import asyncio
import gc
import weakref

inboxes = weakref.WeakSet()
delivered = []
tasks = set()


async def listen():
    inbox = asyncio.Queue()
    inboxes.add(inbox)
    while True:
        delivered.append(await inbox.get())


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    # ok: task-result-dropped
    task = asyncio.create_task(listen())
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    await asyncio.sleep(0)
    gc.collect()
    for inbox in inboxes:
        inbox.put_nowait("hello")
    await asyncio.sleep(0)


asyncio.run(main())

print(f"delivered: {delivered}")
assert delivered, "the listener is gone"
