"""By what it requires, the project runs on Pythons that have no `loop` any more, but perhaps coroutines in `wait`."""
import asyncio


async def work():
    # ruleid: changed-asyncio-api
    await asyncio.sleep(1, loop=asyncio.get_running_loop())
    # An info: 3.10 takes them.
    # ruleid: changed-asyncio-api
    await asyncio.wait([work()])
