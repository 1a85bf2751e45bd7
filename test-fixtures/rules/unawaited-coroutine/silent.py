import asyncio
import functools
import inspect
import sys

import anyio
from web import route, task


async def save(order):
    await asyncio.sleep(0)
    return order


async def rows():
    yield 1


async def used(order, tasks, group: asyncio.TaskGroup):
    # ok: unawaited-coroutine
    await save(order)
    # ok: unawaited-coroutine
    await (save(order) if order else asyncio.sleep(0))
    # ok: unawaited-coroutine
    await (order and save(order) or save("tea"))
    # ok: unawaited-coroutine
    # ruleid: task-result-dropped
    asyncio.ensure_future(save(order))
    # ok: unawaited-coroutine
    # ruleid: task-result-dropped
    asyncio.gather(save(order), save(order))
    # ok: unawaited-coroutine
    group.create_task(save(order))
    # ok: unawaited-coroutine
    tasks.append(save(order))
    # ok: unawaited-coroutine
    tasks[order] = save(order)
    # ok: unawaited-coroutine
    asyncio.shield(save(order))
    # ok: unawaited-coroutine
    asyncio.get_running_loop().run_in_executor(None, print)
    # ok: unawaited-coroutine
    coroutines = [save(order) for order in tasks]
    await asyncio.gather(*coroutines)
    # ok: unawaited-coroutine
    saving = save(order)
    if saving is not None:
        await saving
    # ok: unawaited-coroutine
    unused = save(order)
    unused.close()
    # ok: unawaited-coroutine
    dropped = save(order)
    del dropped
    # ok: unawaited-coroutine
    is_coroutine = inspect.iscoroutine(save(order))
    # ok: unawaited-coroutine
    print(save(order).cr_frame, is_coroutine)
    # ok: unawaited-coroutine
    (save(each) for each in tasks)
    # ok: unawaited-coroutine
    rows()
    # ok: unawaited-coroutine
    return save(order)


def made(order):
    # ok: unawaited-coroutine
    yield save(order)
    # ok: unawaited-coroutine
    yield from save(order).__await__()


# ok: unawaited-coroutine
later = lambda order: save(order)


@route("/")
async def unknown_decorator():
    pass


def runs(function):
    @functools.wraps(function)
    def wrapper(*args):
        return asyncio.run(function(*args))

    return wrapper


def starts(function):
    def wrapper(*args):
        task = asyncio.create_task(function(*args))
        tasks.add(task)

    return wrapper


tasks = set()


@runs
async def main():
    pass


@starts
async def beside():
    pass


class Task:
    def __init__(self, function):
        self.function = function

    def __call__(self):
        return asyncio.run(self.function())


@Task
async def job():
    pass


@task
async def queued():
    pass


def decorated():
    # ok: unawaited-coroutine
    unknown_decorator()
    # ok: unawaited-coroutine
    main()
    # ok: unawaited-coroutine
    beside()
    # ok: unawaited-coroutine
    job()
    # ok: unawaited-coroutine
    queued()


if sys.platform == "win32":

    def pause():
        pass
else:

    async def pause():
        pass


# ok: unawaited-coroutine
pause()


class Client:
    async def close(self):
        pass

    async def send(self):
        pass

    async def log(self):
        pass

    async def flush(self):
        pass

    def end(self):
        # ok: unawaited-coroutine
        self.close()
        # ok: unawaited-coroutine
        self.log()

    def __init__(self, log):
        self.log = log


class Mixed:
    def close(self):
        pass


class SyncClient(Mixed, Client):
    def send(self):
        # ok: unawaited-coroutine
        self.close()


def given(client: Client):
    # ok: unawaited-coroutine
    client.send()


async def shadowed(save):
    # ok: unawaited-coroutine
    save("tea")
    sleep = print
    # ok: unawaited-coroutine
    sleep(1)


class Pipeline:
    async def __rshift__(self, other):
        pass

    async def step(self):
        pass

    def build(self, after):
        # ok: unawaited-coroutine
        after >> self.step()
        # ok: unawaited-coroutine
        self.started = self.step()


# ok: unawaited-coroutine
anyio.run(save, "tea")
# ok: unawaited-coroutine
asyncio.run(save("tea"))
# ok: unawaited-coroutine
pending = save("tea")


async def nested():
    saving = None

    def start():
        nonlocal saving
        # ok: unawaited-coroutine
        saving = save("tea")

    start()
    await saving


def returned(order):
    return save(order)


# todoruleid: unawaited-coroutine
returned("tea")


_IS_SYNC = False


class Cursor:
    async def open(self):
        pass

    def read(self, is_new):
        if _IS_SYNC and is_new:
            # ok: unawaited-coroutine
            self.open()

    if _IS_SYNC:

        def again(self):
            # ok: unawaited-coroutine
            self.open()
    else:

        def again(self):
            # ruleid: unawaited-coroutine
            self.open()
