"""In tests it is a hint."""
import asyncio


async def work():
    await asyncio.sleep(1)


async def test_fails():
    # ruleid: nested-event-loop
    asyncio.run(work())
