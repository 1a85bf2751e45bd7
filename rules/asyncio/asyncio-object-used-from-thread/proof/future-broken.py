"""A result that a thread gives to a future does not wake the loop, which sleeps until its timeout.

expected: woken by the thread: False
fails with: AssertionError: the loop slept on
"""

import asyncio
import threading
import time


def compute(loop: asyncio.AbstractEventLoop, reply: asyncio.Future):
    # Twice the time in which the loop falls asleep.
    time.sleep(0.2)
    # ruleid: asyncio-object-used-from-thread
    reply.set_result(42)


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
