"""Parameters that are left out, and tasks that are made."""
import asyncio


async def work(n=0):
    await asyncio.sleep(n)


async def main(loop):
    # ruleid: changed-asyncio-api
    first = asyncio.Lock(loop=loop)
    # ruleid: changed-asyncio-api
    second = asyncio.Queue(loop=loop, maxsize=3)
    await asyncio.wait_for(
        work(),
        timeout=1,
        # ruleid: changed-asyncio-api
        loop=loop,
    )
    # ruleid: changed-asyncio-api
    await asyncio.wait([work(1), work(2)])
    # ruleid: changed-asyncio-api
    await asyncio.wait([work(n) for n in range(3)])
    return first, second


def outside():
    # ruleid: changed-asyncio-api
    return asyncio.wait([work(1)])
