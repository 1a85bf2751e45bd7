"""With `nest_asyncio`, loops may run within each other."""
import asyncio

import nest_asyncio

nest_asyncio.apply()


async def work():
    await asyncio.sleep(1)


async def directly():
    # ok: nested-event-loop
    asyncio.run(work())
