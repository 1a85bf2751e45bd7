import asyncio

from jobs import work


async def main():
    pending = []
    for _ in range(4):
        pending.append(asyncio.to_thread(work))  # root
    await asyncio.gather(*pending)


asyncio.run(main())
