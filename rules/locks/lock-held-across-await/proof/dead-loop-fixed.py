"""The task that waits for an asyncio.Lock is suspended, so the one that holds it goes on.

expected: the loop finished: True
"""

import asyncio
import threading

balance = 100


async def withdraw(amount, lock):
    global balance
    async with lock:
        if balance >= amount:
            # ok: lock-held-across-await
            await asyncio.sleep(0)
            balance -= amount


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(withdraw(80, lock), withdraw(80, lock))


loop = threading.Thread(target=lambda: asyncio.run(main()), daemon=True)
loop.start()
loop.join(timeout=5)

finished = not loop.is_alive()
print(f"the loop finished: {finished}")
assert finished, "the task that would release the lock never gets its turn"
assert balance == 20
