"""Tasks that nobody keeps."""
import asyncio
import logging
import signal
from asyncio import create_task as start_task

loop = asyncio.new_event_loop()
log = logging.getLogger(__name__)


async def work(number=0):
    await asyncio.sleep(number)


async def as_a_statement():
    # ruleid: task-result-dropped
    asyncio.create_task(work())
    # ruleid: task-result-dropped
    asyncio.ensure_future(work())
    # ruleid: task-result-dropped
    asyncio.get_running_loop().create_task(work())
    # ruleid: task-result-dropped
    start_task(work())
    # ruleid: task-result-dropped
    asyncio.Task(work())
    coroutine = work()
    # ruleid: task-result-dropped
    asyncio.ensure_future(coroutine)


def of_a_loop():
    # ruleid: task-result-dropped
    loop.create_task(work())
    loop.run_forever()


async def into_an_underscore():
    # ruleid: task-result-dropped
    _ = asyncio.create_task(work())


async def into_an_unused_variable():
    # ruleid: task-result-dropped
    task = asyncio.create_task(work())


async def in_the_next_turn():
    for number in range(3):
        # ruleid: task-result-dropped
        task = asyncio.create_task(work(number))
        await asyncio.sleep(1)


async def with_a_callback():
    # ruleid: task-result-dropped
    asyncio.create_task(work()).add_done_callback(print)
    # ruleid: task-result-dropped
    task = asyncio.create_task(work())
    task.add_done_callback(print)
    log.info("started %s", task)


async def in_a_comprehension(numbers):
    # ruleid: task-result-dropped
    [asyncio.create_task(work(number)) for number in numbers]


async def only_shown():
    # ruleid: task-result-dropped
    print(asyncio.create_task(work()))
    # ruleid: task-result-dropped
    print(f"started {asyncio.create_task(work())}")


async def in_an_arm(is_ready):
    # ruleid: task-result-dropped
    is_ready and asyncio.create_task(work())


def in_a_callback():
    # ruleid: task-result-dropped
    loop.call_later(1, lambda: asyncio.create_task(work()))
    # ruleid: task-result-dropped
    loop.add_signal_handler(signal.SIGTERM, lambda: loop.create_task(work()))


async def several():
    # ruleid: task-result-dropped
    asyncio.gather(work(1), work(2))


def spawn(coroutine):
    """Starts it."""
    return asyncio.create_task(coroutine)


def spawn_with_name(coroutine):
    task = asyncio.create_task(coroutine)
    task.set_name("work")
    return task


def spawn_for_another(coroutine):
    return asyncio.create_task(coroutine)


def spawn_by_another(coroutine):
    return spawn_for_another(coroutine)


async def spawn_later(coroutine):
    await asyncio.sleep(1)
    return asyncio.create_task(coroutine)


async def by_wrappers():
    # ruleid: task-result-dropped
    spawn(work())
    # ruleid: task-result-dropped
    spawn_with_name(work())
    # ruleid: task-result-dropped
    spawn_by_another(work())
    # ruleid: task-result-dropped
    await spawn_later(work())


def spawn_for_many(coroutine):
    # ruleid: task-result-dropped
    return asyncio.create_task(coroutine)


async def by_many():
    # ok: task-result-dropped
    spawn_for_many(work(1))
    # ok: task-result-dropped
    spawn_for_many(work(2))
    # ok: task-result-dropped
    spawn_for_many(work(3))
    # ok: task-result-dropped
    await spawn_for_many(work(4))


class Server:
    def __init__(self):
        self.loop = asyncio.get_event_loop()

    def _spawn(self, coroutine):
        return self.loop.create_task(coroutine)

    def start(self):
        # ruleid: task-result-dropped
        self.loop.create_task(self.run())
        # ruleid: task-result-dropped
        self._spawn(self.run())

    async def run(self):
        await asyncio.sleep(1)
