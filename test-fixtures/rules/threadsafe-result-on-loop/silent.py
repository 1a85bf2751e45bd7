"""Waits for a loop that somebody else runs."""
import asyncio
import threading


async def work():
    await asyncio.sleep(1)


async def awaits():
    loop = asyncio.get_running_loop()
    # ok: threadsafe-result-on-loop
    await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work(), loop))


async def looks_first():
    future = asyncio.run_coroutine_threadsafe(work(), asyncio.get_running_loop())
    if future.done():
        # ok: threadsafe-result-on-loop
        return future.result()
    # ok: threadsafe-result-on-loop
    return future.cancel()


class OtherLoop:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def call(self):
        # ok: threadsafe-result-on-loop
        return asyncio.run_coroutine_threadsafe(work(), self.loop).result(timeout=5)

    async def blocks_only(self):
        # ok: threadsafe-result-on-loop
        # ruleid: blocking-call-in-async
        return asyncio.run_coroutine_threadsafe(work(), self.loop).result(timeout=5)


def in_a_thread(loop: asyncio.AbstractEventLoop):
    # ok: threadsafe-result-on-loop
    asyncio.run_coroutine_threadsafe(work(), loop).result(timeout=5)


async def offloads():
    loop = asyncio.get_running_loop()

    def wait():
        # ok: threadsafe-result-on-loop
        return asyncio.run_coroutine_threadsafe(work(), loop).result(10)

    await asyncio.to_thread(wait)
    await asyncio.to_thread(in_a_thread, loop)
    # ok: threadsafe-result-on-loop
    await loop.run_in_executor(None, lambda: asyncio.run_coroutine_threadsafe(work(), loop).result(1))


def asks(loop: asyncio.AbstractEventLoop):
    try:
        running = asyncio.get_running_loop()
    except RuntimeError:
        running = None
    if running is loop:
        raise RuntimeError("await it instead")
    # ok: threadsafe-result-on-loop
    return asyncio.run_coroutine_threadsafe(work(), loop).result(timeout=5)


async def calls_what_asks():
    # ok: threadsafe-result-on-loop
    asks(asyncio.get_running_loop())
