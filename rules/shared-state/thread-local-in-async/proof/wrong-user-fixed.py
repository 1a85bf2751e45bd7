"""Each task has a copy of the context variable.

expected: ann buys as ann
"""

import asyncio
from contextvars import ContextVar

current_user = ContextVar("current_user")


async def buy(user):
    # ok: thread-local-in-async
    current_user.set(user)
    await asyncio.sleep(0)
    return current_user.get()


async def main():
    return await asyncio.gather(buy("ann"), buy("ben"))


first, second = asyncio.run(main())
print(f"ann buys as {first}")
assert first == "ann", "ann is somebody else"
