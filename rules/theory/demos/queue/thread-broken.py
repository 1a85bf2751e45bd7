"""A thread puts into an asyncio.Queue: the item is there, but nobody wakes the loop that waits for it.

expected: the task was woken: False
fails with: AssertionError: asyncio.Queue is not for threads
"""

import asyncio
import threading
import time


async def main():
    items = asyncio.Queue()
    loop = asyncio.get_running_loop()
    taker = asyncio.create_task(items.get())
    await asyncio.sleep(0)
    woken = threading.Event()
    taker.add_done_callback(lambda _: woken.set())

    def feed():
        time.sleep(0.2)  # By then the loop has nothing to do and waits.
        items.put_nowait("tea")
        was_woken.append(woken.wait(1))
        loop.call_soon_threadsafe(lambda: None)

    was_woken = []
    thread = threading.Thread(target=feed)
    thread.start()
    await taker
    thread.join()
    return was_woken[0]


was_woken = asyncio.run(main())
print(f"the task was woken: {was_woken}", flush=True)
assert was_woken, "asyncio.Queue is not for threads"
