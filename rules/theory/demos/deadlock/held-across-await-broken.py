"""A task holds a thread lock while it is suspended, and the next task that wants it stops the whole loop.

expected: the loop finished: False
fails with: AssertionError: the task that would release the lock never gets its turn
"""

import asyncio
import threading

lock = threading.Lock()


async def work():
    with lock:
        await asyncio.sleep(0.01)


async def main():
    await asyncio.gather(work(), work())


loop = threading.Thread(target=lambda: asyncio.run(main()), daemon=True)
loop.start()
loop.join(timeout=1)
finished = not loop.is_alive()
print(f"the loop finished: {finished}")
assert finished, "the task that would release the lock never gets its turn"
