"""The loop is woken by what it is handed over, and the task goes on at once.

expected: woken by the thread: True
"""

import asyncio
import threading
import time


def compute(loop: asyncio.AbstractEventLoop, reply: asyncio.Future):
    time.sleep(0.2)
    # ok: asyncio-object-used-from-thread
    loop.call_soon_threadsafe(reply.set_result, 42)


async def main():
    loop = asyncio.get_running_loop()
    reply = loop.create_future()
    threading.Thread(target=compute, args=(loop, reply)).start()
    start = time.monotonic()
    await asyncio.wait([reply], timeout=2)
    return time.monotonic() - start < 1


is_woken = asyncio.run(main())
print("woken by the thread:", is_woken)
assert is_woken, "the loop slept on"
