import asyncio

from clock import tick


def start(loop: asyncio.AbstractEventLoop):
    loop.call_soon(tick)  # root


async def main():
    start(asyncio.get_running_loop())
    await asyncio.sleep(3)


asyncio.run(main())
