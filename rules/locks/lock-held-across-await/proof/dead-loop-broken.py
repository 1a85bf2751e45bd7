"""A task is suspended while it holds a thread lock, and the next task that wants it stops the thread of both.

expected: the loop finished: False
fails with: AssertionError: the task that would release the lock never gets its turn
"""

import asyncio
import threading

lock = threading.Lock()
balance = 100


async def withdraw(amount):
    global balance
    with lock:
        if balance >= amount:
            # ruleid: lock-held-across-await
            await asyncio.sleep(0)
            balance -= amount


async def main():
    await asyncio.gather(withdraw(80), withdraw(80))


loop = threading.Thread(target=lambda: asyncio.run(main()), daemon=True)
loop.start()
loop.join(timeout=0.5)

finished = not loop.is_alive()
print(f"the loop finished: {finished}")
assert finished, "the task that would release the lock never gets its turn"
