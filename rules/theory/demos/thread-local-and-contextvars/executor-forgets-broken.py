"""`run_in_executor` does not take the context variables along into the thread.

expected: the thread finds nobody
fails with: AssertionError: the value did not come along
"""

import asyncio
from contextvars import ContextVar

current_user = ContextVar("current_user", default="nobody")


async def main():
    current_user.set("ann")
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, current_user.get)


found = asyncio.run(main())
print(f"the thread finds {found}")
assert found == "ann", "the value did not come along"
