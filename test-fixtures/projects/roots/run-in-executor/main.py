import asyncio

from jobs import work


async def main():
    loop = asyncio.get_running_loop()
    for _ in range(4):
        loop.run_in_executor(None, work)  # root


asyncio.run(main())
