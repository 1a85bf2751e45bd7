import asyncio
import functools
from asyncio import sleep, wait_for

import anyio
import httpx
import trio


async def save(order):
    await asyncio.sleep(0)
    return order


async def statements(order):
    # ruleid: unawaited-coroutine
    save(order)
    # ruleid: unawaited-coroutine
    sleep(1)
    # ruleid: unawaited-coroutine
    asyncio.sleep(1)
    # ruleid: unawaited-coroutine
    wait_for(asyncio.Event(), 1)
    # ruleid: unawaited-coroutine
    anyio.sleep(1)
    # ruleid: unawaited-coroutine
    trio.sleep(1)
    # ruleid: unawaited-coroutine
    anyio.to_thread.run_sync(print)
    # ruleid: unawaited-coroutine
    asyncio.to_thread(print)


async def unused():
    # ruleid: unawaited-coroutine
    saved = save("tea")
    # ruleid: unawaited-coroutine
    _ = save("tea")
    # ruleid: unawaited-coroutine
    first, second = save("tea"), 1
    print(second)


async def asked(order):
    # ruleid: unawaited-coroutine
    if save(order):
        print("saved")
    # ruleid: unawaited-coroutine
    while not save(order):
        print("again")
    # ruleid: unawaited-coroutine
    assert save(order)
    # ruleid: unawaited-coroutine
    if order and save(order) == "tea":
        print("tea")
    # ruleid: unawaited-coroutine
    state = "saved" if save(order) else "lost"
    # ruleid: unawaited-coroutine
    is_saved = save(order)
    if is_saved:
        print(state)
    # ruleid: unawaited-coroutine
    if (result := save(order)) and order:
        print("saved")
    # ruleid: unawaited-coroutine
    return [each for each in order if save(each)]


async def shown(order):
    # ruleid: unawaited-coroutine
    text = f"saved {save(order)}"
    # ruleid: unawaited-coroutine
    print(save(order))
    # ruleid: unawaited-coroutine
    print("saved %s" % save(order))
    # ruleid: unawaited-coroutine
    return text + str(save(order))


async def branches(order, is_urgent):
    # ruleid: unawaited-coroutine
    save(order) if is_urgent else print("later")
    # ruleid: unawaited-coroutine
    is_urgent and save(order)


async def refused(order):
    # ruleid: unawaited-coroutine
    print(save(order).name)
    # ruleid: unawaited-coroutine
    print(save(order)["name"])
    # ruleid: unawaited-coroutine
    for item in save(order):
        print(item)
    # ruleid: unawaited-coroutine
    name, price = save(order)
    # ruleid: unawaited-coroutine
    total = 1 + save(order)
    # ruleid: unawaited-coroutine
    total += save(order)
    # ruleid: unawaited-coroutine
    async with save(order) as saved:
        print(saved)
    # ruleid: unawaited-coroutine
    return len(save(order))


async def many(orders):
    # ruleid: unawaited-coroutine
    [save(order) for order in orders]
    # ruleid: unawaited-coroutine
    if all(save(order) for order in orders):
        print("all saved")


class Base:
    async def close(self):
        pass

    async def __call__(self):
        pass

    @classmethod
    async def make(cls):
        return cls()

    @staticmethod
    async def check():
        pass

    async def all(self):
        # ruleid: unawaited-coroutine
        self.close()
        # ruleid: unawaited-coroutine
        self()
        # ruleid: unawaited-coroutine
        self.check()
        # ruleid: unawaited-coroutine
        Base.make()


class Derived(Base):
    async def close(self):
        # ruleid: unawaited-coroutine
        super().close()


async def by_objects(given: Base):
    # ruleid: unawaited-coroutine
    Derived().close()
    # ruleid: unawaited-coroutine
    given.close()
    base = Base()
    # ruleid: unawaited-coroutine
    base.close()
    later = functools.partial(save, "tea")
    # ruleid: unawaited-coroutine
    later()


async def by_libraries(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    # ruleid: unawaited-coroutine
    writer.drain()
    # ruleid: unawaited-coroutine
    line = reader.readline().strip()
    event = asyncio.Event()
    # ruleid: unawaited-coroutine
    event.wait()
    queue = asyncio.Queue()
    # ruleid: unawaited-coroutine
    queue.put(line)
    async with httpx.AsyncClient() as client:
        # ruleid: unawaited-coroutine
        answer = client.get("https://shop.example").json()
    process = await asyncio.create_subprocess_exec("true")
    # ruleid: unawaited-coroutine
    process.wait()
    return answer


def logged(function):
    @functools.wraps(function)
    async def wrapper(*args):
        print("called")
        return await function(*args)

    return wrapper


def counted(function):
    def wrapper(*args):
        return function(*args)

    return wrapper


def named(name):
    def decorator(function):
        function.name = name
        return function

    return decorator


@logged
@counted
@named("send")
async def send(order):
    pass


def not_asynchronous():
    # ruleid: unawaited-coroutine
    send("tea")


# ruleid: unawaited-coroutine
send("tea")
