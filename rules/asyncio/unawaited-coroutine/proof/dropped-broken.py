"""The call of an `async def` only makes an object: nothing is saved, and everybody may come in.

expected: saved: [], let in: ['mallory']
fails with: AssertionError: the order is lost
"""

import asyncio
import warnings

warnings.simplefilter("ignore")
saved = []
let_in = []


async def save(order):
    saved.append(order)


async def is_allowed(user):
    return user == "ann"


async def main():
    # ruleid: unawaited-coroutine
    save("tea")
    # ruleid: unawaited-coroutine
    if is_allowed("mallory"):
        let_in.append("mallory")


asyncio.run(main())
print(f"saved: {saved}, let in: {let_in}")
assert saved, "the order is lost"
