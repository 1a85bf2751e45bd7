"""A task that nobody keeps is collected while it waits.

expected: delivered: []
fails with: AssertionError: the listener is gone
"""

import asyncio
import gc
import weakref

inboxes = weakref.WeakSet()
delivered = []


async def listen():
    inbox = asyncio.Queue()
    inboxes.add(inbox)
    while True:
        delivered.append(await inbox.get())


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    # ruleid: task-result-dropped
    asyncio.create_task(listen())
    await asyncio.sleep(0)
    gc.collect()
    for inbox in inboxes:
        inbox.put_nowait("hello")
    await asyncio.sleep(0)


asyncio.run(main())

print(f"delivered: {delivered}")
assert delivered, "the listener is gone"
