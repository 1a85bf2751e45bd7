"""An RLock asks which thread holds it, and all tasks of a loop run on one, so the second task walks right in.

expected: the balance is -60
fails with: AssertionError: both tasks found 100 in the account
"""

import asyncio
import threading

lock = threading.RLock()
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


asyncio.run(main())

print(f"the balance is {balance}")
assert balance == 20, "both tasks found 100 in the account"
