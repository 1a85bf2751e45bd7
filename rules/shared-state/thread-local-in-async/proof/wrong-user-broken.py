"""Two tasks share the thread-local value, so the first one goes on as the user of the second.

expected: ann buys as ben
fails with: AssertionError: ann is somebody else
"""

import asyncio
import threading

context = threading.local()


async def buy(user):
    # ruleid: thread-local-in-async
    context.user = user
    await asyncio.sleep(0)
    return context.user


async def main():
    return await asyncio.gather(buy("ann"), buy("ben"))


first, second = asyncio.run(main())
print(f"ann buys as {first}")
assert first == "ann", "ann is somebody else"
