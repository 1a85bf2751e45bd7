"""An asyncio.Lock asks which task holds it, so the second one finds what the first one has left.

expected: the balance is 20
"""

import asyncio

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


asyncio.run(main())

print(f"the balance is {balance}")
assert balance == 20, "both tasks found 100 in the account"
