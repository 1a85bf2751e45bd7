import asyncio

from protocol import Echo


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 8888)
    await server.serve_forever()


asyncio.run(main())
