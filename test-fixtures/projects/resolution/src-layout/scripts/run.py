import asyncio
from shop.naps import nap


async def main():
    # ruleid: blocking-call-in-async
    nap()
    # ruleid: task-result-dropped
    asyncio.create_task(main())
