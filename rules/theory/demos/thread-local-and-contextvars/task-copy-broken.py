"""A task changes its own copy, and whoever has started it sees nothing of that.

expected: after the task the caller finds nobody
fails with: AssertionError: the task has set its own copy
"""

import asyncio
from contextvars import ContextVar

current_user = ContextVar("current_user", default="nobody")


async def log_in():
    current_user.set("ann")


async def main():
    await asyncio.create_task(log_in())
    return current_user.get()


found = asyncio.run(main())
print(f"after the task the caller finds {found}")
assert found == "ann", "the task has set its own copy"
