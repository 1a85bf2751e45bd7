import asyncio
import shop.client
from shop import Client, fetch


async def main():
    # ruleid: blocking-call-in-async
    fetch("https://shop.example")
    # ok: blocking-call-in-async
    shop.client.fetch("https://shop.example/the-same-function")
    client = Client("https://shop.example")
    # ruleid: blocking-call-in-async
    client.get()
    # ok: blocking-call-in-async
    client.quick()
    # ok: blocking-call-in-async
    await asyncio.to_thread(client.get)
    # ok: blocking-call-in-async
    await client.later()


async def twice():
    # ruleid: blocking-call-in-async
    fetch("a")
    # ok: blocking-call-in-async
    fetch("b")


async def start():
    await asyncio.gather(main(), twice())


asyncio.run(start())
