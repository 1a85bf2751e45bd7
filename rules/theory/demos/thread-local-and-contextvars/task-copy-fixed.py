"""A coroutine that is awaited directly runs in the caller's task, and in its context.

expected: after the coroutine the caller finds ann
"""

import asyncio
from contextvars import ContextVar

current_user = ContextVar("current_user", default="nobody")


async def log_in():
    current_user.set("ann")


async def main():
    await log_in()
    return current_user.get()


found = asyncio.run(main())
print(f"after the coroutine the caller finds {found}")
assert found == "ann", "the task has set its own copy"
