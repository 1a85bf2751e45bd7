"""A worker that catches its cancellation takes it for an error of the job, and works on.

expected: the worker has ended: False
fails with: AssertionError: cancel() is ignored
"""

import asyncio


async def work(jobs, started):
    while True:
        try:
            started.set()
            if await jobs.get() is None:
                return
        # ruleid: swallowed-cancellation
        except asyncio.CancelledError:
            pass


async def main():
    jobs = asyncio.Queue()
    started = asyncio.Event()
    worker = asyncio.create_task(work(jobs, started))
    await started.wait()
    worker.cancel()
    await asyncio.wait([worker], timeout=0.5)
    has_ended = worker.done()
    jobs.put_nowait(None)
    await asyncio.wait([worker])
    return has_ended


has_ended = asyncio.run(main())
print(f"the worker has ended: {has_ended}")
assert has_ended, "cancel() is ignored"
