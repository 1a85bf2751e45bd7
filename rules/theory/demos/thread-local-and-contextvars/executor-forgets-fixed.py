"""`asyncio.to_thread` runs the function in a copy of the context.

expected: the thread finds ann
"""

import asyncio
from contextvars import ContextVar

current_user = ContextVar("current_user", default="nobody")


async def main():
    current_user.set("ann")
    return await asyncio.to_thread(current_user.get)


found = asyncio.run(main())
print(f"the thread finds {found}")
assert found == "ann", "the value did not come along"
