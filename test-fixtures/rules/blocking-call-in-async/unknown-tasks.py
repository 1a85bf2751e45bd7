"""A script that awaits what may start tasks of its own."""
import asyncio
import time

import chat


async def main():
    async with chat.connect() as room:
        # ruleid: blocking-call-in-async
        time.sleep(1)
        async for message in room:
            # ruleid: blocking-call-in-async
            time.sleep(1)
            print(message)


asyncio.run(main())
