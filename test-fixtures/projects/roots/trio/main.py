import trio

from jobs import work


async def offload(times):
    for _ in range(times):
        await trio.to_thread.run_sync(work)  # root


async def main():
    async with trio.open_nursery() as nursery:
        for _ in range(4):
            nursery.start_soon(offload, 3)


trio.run(main)
