"""A coroutine that catches exceptions lets cancellation pass, and the timeout around it is seen.

expected: timed out
"""

import asyncio


async def price(answer):
    try:
        return await answer.get()
    # ok: swallowed-cancellation
    except Exception:
        return "no fresh price"


async def main():
    try:
        return await asyncio.wait_for(price(asyncio.Queue()), timeout=0.05)
    except asyncio.TimeoutError:
        return "timed out"


outcome = asyncio.run(main())
print(outcome)
assert outcome == "timed out", "the timeout is lost"
