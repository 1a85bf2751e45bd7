"""Event loops that are started where none runs."""
import asyncio
import os
import threading

import anyio
from asgiref.sync import async_to_sync


async def work():
    await asyncio.sleep(1)


def main():
    # ok: nested-event-loop
    asyncio.run(work())


def in_a_thread():
    # ok: nested-event-loop
    asyncio.run(work())


async def offloads():
    await asyncio.to_thread(in_a_thread)
    await asyncio.get_running_loop().run_in_executor(None, in_a_thread)
    await anyio.to_thread.run_sync(in_a_thread)
    threading.Thread(target=in_a_thread).start()


def asks_first():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        # ok: nested-event-loop
        return asyncio.run(work())
    raise ValueError("use the asynchronous version")


def tries():
    try:
        # ok: nested-event-loop
        return asyncio.run(work())
    except RuntimeError:
        return None


def looks_at_the_loop():
    loop = asyncio.get_event_loop()
    if loop.is_running():
        return asyncio.ensure_future(work())
    # ok: nested-event-loop
    return loop.run_until_complete(work())


async def calls_what_is_careful():
    # ok: nested-event-loop
    asks_first()
    # ok: nested-event-loop
    tries()
    # ok: nested-event-loop
    return looks_at_the_loop()


async def only_defines():
    def later():
        # ok: nested-event-loop
        asyncio.run(work())

    return later


async def only_wraps():
    # ok: nested-event-loop
    return async_to_sync(work)


def spawn():
    if os.fork() == 0:
        # In the child no loop runs.
        # ok: nested-event-loop
        asyncio.run(work())


async def forks():
    # ok: nested-event-loop
    spawn()


class App:
    def run(self):
        pass


async def of_ones_own():
    # ok: nested-event-loop
    App().run()


if __name__ == "__main__":
    main()
