"""`async with` awaits `__aexit__`, which closes the connection and swallows nothing.

expected: told of the error: True, closed: True
"""

import asyncio

is_closed = False


class Connection:
    # ok: coroutine-function-as-sync-callback
    async def __aenter__(self):
        return self

    # ok: coroutine-function-as-sync-callback
    async def __aexit__(self, *error):
        global is_closed
        is_closed = True


async def send():
    try:
        async with Connection():
            raise ValueError("the line is dead")
    except ValueError:
        return True
    return False


is_told = asyncio.run(send())
print(f"told of the error: {is_told}, closed: {is_closed}")
assert is_told, "the error is gone"
