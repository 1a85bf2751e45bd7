import asyncio
import helpers


async def job():
    # ruleid: blocking-call-in-async
    helpers.which()
    # ruleid: task-result-dropped
    asyncio.create_task(job())
