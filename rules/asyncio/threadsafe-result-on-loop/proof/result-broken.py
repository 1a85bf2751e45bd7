"""The loop waits for a coroutine that only it can run; without the timeout it would for ever.

expected: the coroutine has begun: False
fails with: TimeoutError
"""

import asyncio

begun = []


async def load():
    begun.append(True)


async def main():
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(load(), loop)
    try:
        # ruleid: threadsafe-result-on-loop
        future.result(timeout=1)
    finally:
        print("the coroutine has begun:", bool(begun))


asyncio.run(main())
