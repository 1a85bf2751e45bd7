"""A task that waits for an asyncio.Lock is suspended, so the one that holds it goes on.

expected: the loop finished: True
"""

import asyncio
import threading


async def work(lock):
    async with lock:
        await asyncio.sleep(0.01)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(work(lock), work(lock))


loop = threading.Thread(target=lambda: asyncio.run(main()), daemon=True)
loop.start()
loop.join(timeout=10)
finished = not loop.is_alive()
print(f"the loop finished: {finished}")
assert finished, "the task that would release the lock never gets its turn"
