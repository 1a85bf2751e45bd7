"""A script with several tasks: they all wait."""
import asyncio
import time


async def tick():
    # ruleid: blocking-call-in-async
    time.sleep(1)


async def main():
    await asyncio.gather(tick(), tick())


asyncio.run(main())
