"""`to_thread` takes a copy of the context along.

expected: the thread finds ann
"""

import asyncio
from contextvars import ContextVar

user = ContextVar("user")


def audit():
    return user.get()


async def handle(name):
    user.set(name)
    # ok: contextvar-lost-in-thread
    found = await asyncio.to_thread(audit)
    print("the thread finds", found)


asyncio.run(handle("ann"))
