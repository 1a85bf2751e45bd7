"""Tasks that somebody keeps or waits for."""
import asyncio

import anyio
import trio

tasks = set()
IS_SYNC = True
by_name = {}
loop = asyncio.new_event_loop()
# ok: task-result-dropped
main_task = loop.create_task(asyncio.sleep(1))


async def work(number=0):
    await asyncio.sleep(number)


async def stored(jobs, registry):
    # ok: task-result-dropped
    task = asyncio.create_task(work())
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    # ok: task-result-dropped
    tasks.add(asyncio.create_task(work()))
    # ok: task-result-dropped
    jobs.append(asyncio.ensure_future(work()))
    # ok: task-result-dropped
    by_name["work"] = asyncio.create_task(work())
    # ok: task-result-dropped
    registry.work = asyncio.create_task(work())


async def awaited():
    # ok: task-result-dropped
    await asyncio.create_task(work())
    # ok: task-result-dropped
    task = asyncio.create_task(work())
    await task
    # ok: task-result-dropped
    first = asyncio.create_task(work())
    # ok: task-result-dropped
    second = asyncio.create_task(work())
    await asyncio.wait({first, second})
    # ok: task-result-dropped
    await asyncio.gather(*[asyncio.create_task(work(number)) for number in range(3)])
    # ok: task-result-dropped
    await asyncio.gather(work(), work())


async def while_it_runs():
    # ok: task-result-dropped
    task = asyncio.create_task(work())
    await asyncio.sleep(10)


def while_the_loop_runs():
    # ok: task-result-dropped
    task = loop.create_task(work())
    loop.run_forever()


async def while_it_is_asked():
    # ok: task-result-dropped
    task = asyncio.create_task(work())
    yield
    print(task.result())


async def in_a_closure():
    # ok: task-result-dropped
    task = asyncio.create_task(work())

    def stop():
        task.cancel()

    return stop


def given_back():
    # ok: task-result-dropped
    return asyncio.create_task(work())


def passed_on(keep):
    # ok: task-result-dropped
    keep(asyncio.create_task(work()))


def spawn(coroutine):
    # ok: task-result-dropped
    task = asyncio.create_task(coroutine)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return task


def spawn_in_a_list(coroutine, all_tasks):
    # ok: task-result-dropped
    task = asyncio.create_task(coroutine)
    all_tasks.append(task)
    return task


async def by_wrappers():
    # ok: task-result-dropped
    spawn(work())
    # ok: task-result-dropped
    spawn_in_a_list(work(), [])
    # ok: task-result-dropped
    await given_back()


async def in_groups():
    async with asyncio.TaskGroup() as group:
        # ok: task-result-dropped
        group.create_task(work())
    async with anyio.create_task_group() as anyio_group:
        # ok: task-result-dropped
        anyio_group.start_soon(work)
    async with trio.open_nursery() as nursery:
        # ok: task-result-dropped
        nursery.start_soon(work)


async def of_others(scheduler):
    # ok: task-result-dropped
    scheduler.create_task(work())
    future = loop.create_future()
    # ok: task-result-dropped
    asyncio.ensure_future(future)


async def made_before(context):
    task = context.run(loop.create_task, work())
    tasks.add(task)
    # ok: task-result-dropped
    asyncio.ensure_future(task).add_done_callback(tasks.discard)


def made_from_asynchronous_code(first, second):
    # ok: task-result-dropped
    asyncio.gather(first.join(), second.join())


async def never():
    if not IS_SYNC:
        # ok: task-result-dropped
        asyncio.gather(work(), work())


class Server:
    def start(self):
        # ok: task-result-dropped
        self.task = asyncio.create_task(work())
        # ok: task-result-dropped
        self.other = self.last = asyncio.create_task(work())

    @property
    def started(self):
        global last_task
        # ok: task-result-dropped
        last_task = asyncio.create_task(work())
        return True
