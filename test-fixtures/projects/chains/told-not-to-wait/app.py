import asyncio

from worker import Worker, heartbeat, stop


async def told(worker: Worker):
    # ok: blocking-call-in-async
    worker.next(block=False)
    # ok: blocking-call-in-async
    worker.stop(wait=False)
    # ok: blocking-call-in-async
    stop(worker, False)


async def not_told(worker: Worker):
    # ruleid: blocking-call-in-async
    worker.next()
    # ruleid: blocking-call-in-async
    worker.stop()
    # ruleid: blocking-call-in-async
    stop(worker)


async def in_background(worker: Worker):
    # ok: blocking-call-in-async
    with heartbeat(worker, join_on_exit=False):
        await asyncio.sleep(1)


async def in_the_way(worker: Worker):
    # ruleid: blocking-call-in-async
    with heartbeat(worker, join_on_exit=True):
        await asyncio.sleep(1)


async def main():
    worker = Worker()
    await asyncio.gather(told(worker), not_told(worker), in_background(worker), in_the_way(worker))


asyncio.run(main())
