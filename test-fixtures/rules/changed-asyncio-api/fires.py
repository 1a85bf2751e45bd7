"""What newer Pythons refuse; here infos, as nobody says which Python it is."""
import asyncio
from asyncio import coroutine


async def work(n=0):
    # ruleid: changed-asyncio-api
    await asyncio.sleep(n, loop=None)


# ruleid: changed-asyncio-api
@coroutine
def by_generator():
    yield from work()


# ruleid: changed-asyncio-api
@asyncio.coroutine
def by_decorator():
    yield from work()


class Server:
    def __init__(self, loop):
        # ruleid: changed-asyncio-api
        self.jobs = asyncio.Queue(10, loop=loop)
        # ruleid: changed-asyncio-api
        self.stopped = asyncio.Event(loop=loop)

    async def run(self, loop):
        # ruleid: changed-asyncio-api
        await asyncio.gather(work(), work(), loop=loop)
        # ruleid: changed-asyncio-api
        await asyncio.wait_for(work(), timeout=1, loop=loop)
        # ruleid: changed-asyncio-api
        await asyncio.open_connection("h", 1, loop=loop)
        # ruleid: changed-asyncio-api
        print(asyncio.Task.all_tasks(), asyncio.get_child_watcher())


async def waits(numbers):
    # ruleid: changed-asyncio-api
    await asyncio.wait({work(1), work(2)})
    # ruleid: changed-asyncio-api
    await asyncio.wait([work(n) for n in numbers], timeout=1)
    # ruleid: changed-asyncio-api
    await asyncio.wait(fs=(work(1), asyncio.sleep(1)))
    coroutines = [work(n) for n in numbers]
    # ruleid: changed-asyncio-api
    await asyncio.wait(coroutines)
    added = []
    for n in numbers:
        added.append(work(n))
    # ruleid: changed-asyncio-api
    await asyncio.wait(added, return_when=asyncio.FIRST_COMPLETED)
