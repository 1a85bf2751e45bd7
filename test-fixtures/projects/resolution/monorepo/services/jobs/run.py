import asyncio
import helpers


async def job():
    # ruleid: blocking-call-in-async
    helpers.which()
    asyncio.create_task(job())
