"""Awaited, both run before the code goes on.

expected: saved: ['tea'], let in: []
"""

import asyncio

saved = []
let_in = []


async def save(order):
    saved.append(order)


async def is_allowed(user):
    return user == "ann"


async def main():
    # ok: unawaited-coroutine
    await save("tea")
    # ok: unawaited-coroutine
    if await is_allowed("mallory"):
        let_in.append("mallory")


asyncio.run(main())
print(f"saved: {saved}, let in: {let_in}")
assert saved, "the order is lost"
