import asyncio
import both
import fast


async def main():
    # ruleid: blocking-call-in-async
    fast.client().get("https://shop.example")
    # ruleid: blocking-call-in-async
    fast.Shop().session.get("https://shop.example")
    # ruleid: blocking-call-in-async
    both.nap()
    # ruleid: task-result-dropped
    asyncio.create_task(main())
