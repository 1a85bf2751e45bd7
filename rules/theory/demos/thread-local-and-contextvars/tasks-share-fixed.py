"""Each task has a copy of the context variables.

expected: ann's task goes on as ann
"""

import asyncio
from contextvars import ContextVar

current_user = ContextVar("current_user")


async def handle(user):
    current_user.set(user)
    await asyncio.sleep(0)
    return current_user.get()


async def main():
    return await asyncio.gather(handle("ann"), handle("ben"))


first, second = asyncio.run(main())
print(f"ann's task goes on as {first}")
assert (first, second) == ("ann", "ben"), "the tasks have mixed up their users"
