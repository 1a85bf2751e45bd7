"""A coroutine that catches everything catches the timeout around it, too: nobody learns that time was up.

expected: no fresh price
fails with: AssertionError: the timeout is lost
"""

import asyncio


async def price(answer):
    try:
        return await answer.get()
    # ruleid: swallowed-cancellation
    except BaseException:
        return "no fresh price"


async def main():
    try:
        return await asyncio.wait_for(price(asyncio.Queue()), timeout=0.05)
    except asyncio.TimeoutError:
        return "timed out"


outcome = asyncio.run(main())
print(outcome)
assert outcome == "timed out", "the timeout is lost"
