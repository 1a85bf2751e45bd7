"""All tasks of a loop run in one thread, so they share its thread-local value.

expected: ann's task goes on as ben
fails with: AssertionError: the tasks have mixed up their users
"""

import asyncio
import threading

context = threading.local()


async def handle(user):
    context.user = user
    await asyncio.sleep(0)
    return context.user


async def main():
    return await asyncio.gather(handle("ann"), handle("ben"))


first, second = asyncio.run(main())
print(f"ann's task goes on as {first}")
assert (first, second) == ("ann", "ben"), "the tasks have mixed up their users"
