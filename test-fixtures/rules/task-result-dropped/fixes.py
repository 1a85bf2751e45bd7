"""What the fixes make of tasks that nobody keeps."""
import asyncio
from collections import (
    OrderedDict,
)

queue = OrderedDict()


async def work(number=0):
    await asyncio.sleep(number)


async def as_a_statement():
    # ruleid: task-result-dropped
    asyncio.create_task(work())


async def over_several_lines():
    # ruleid: task-result-dropped
    asyncio.create_task(
        work(),
        name="work",
    )  # in the background


async def into_an_underscore():
    # ruleid: task-result-dropped
    _ = asyncio.create_task(work())


async def into_a_variable(task):
    # ruleid: task-result-dropped
    job = asyncio.create_task(work())
    # ruleid: task-result-dropped
    asyncio.create_task(work(task))


async def with_a_callback():
    # ruleid: task-result-dropped
    asyncio.create_task(work()).add_done_callback(print)


async def several():
    # ruleid: task-result-dropped
    asyncio.gather(work(1), work(2))


async def without_a_fix(is_ready):
    # ruleid: task-result-dropped
    if is_ready: asyncio.create_task(work())
    # ruleid: task-result-dropped
    [asyncio.create_task(work(number)) for number in queue]
