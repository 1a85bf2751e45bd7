"""The job of a pool does not find what the coroutine has set.

expected: ann is logged in
fails with: AssertionError: the thread finds nobody
"""

import asyncio
from contextvars import ContextVar

user = ContextVar("user")


def audit():
    return user.get()


async def handle(name):
    user.set(name)
    print(user.get(), "is logged in")
    loop = asyncio.get_running_loop()
    # ruleid: contextvar-lost-in-thread
    job = loop.run_in_executor(None, audit)
    try:
        found = await job
    except LookupError:
        found = "nobody"
    assert found == name, f"the thread finds {found}"


asyncio.run(handle("ann"))
