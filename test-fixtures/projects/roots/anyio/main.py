import anyio
from anyio import to_thread

from jobs import work


async def offload(times):
    for _ in range(times):
        await to_thread.run_sync(work)  # root


async def main():
    async with anyio.create_task_group() as group:
        for _ in range(4):
            group.start_soon(offload, 3)


anyio.run(main)
