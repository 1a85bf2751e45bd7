"""An event loop that waits for itself."""
import asyncio
import threading


async def work():
    await asyncio.sleep(1)


async def directly():
    loop = asyncio.get_running_loop()
    # ruleid: threadsafe-result-on-loop
    asyncio.run_coroutine_threadsafe(work(), loop).result()


async def by_a_variable():
    future = asyncio.run_coroutine_threadsafe(work(), asyncio.get_event_loop())
    # ruleid: threadsafe-result-on-loop
    return future.result(timeout=3)


async def by_keyword():
    # ruleid: threadsafe-result-on-loop
    return asyncio.run_coroutine_threadsafe(coro=work(), loop=asyncio.get_running_loop()).exception()


class Client:
    async def start(self):
        self.loop = asyncio.get_running_loop()

    def call(self):
        return asyncio.run_coroutine_threadsafe(work(), self.loop).result()

    async def use(self):
        # ruleid: threadsafe-result-on-loop
        self.call()
        # ruleid: threadsafe-result-on-loop
        self.later()

    def later(self):
        return self.call()


def finished():
    # ruleid: threadsafe-result-on-loop
    asyncio.run_coroutine_threadsafe(work(), asyncio.get_running_loop()).result()


async def gives_a_callback():
    asyncio.get_running_loop().call_later(1, finished)


def in_a_thread(loop: asyncio.AbstractEventLoop):
    # A hint.
    # ruleid: threadsafe-result-on-loop
    asyncio.run_coroutine_threadsafe(work(), loop).result()


threading.Thread(target=in_a_thread).start()
