import asyncio

from client import Client


async def main():
    client = Client(asyncio.get_running_loop())
    # ok: blocking-call-in-async
    await client.flush()
    # ok: blocking-call-in-async
    client.close()
    # ruleid: blocking-call-in-async
    client.wait()


async def start():
    await asyncio.gather(main(), main())


asyncio.run(start())
