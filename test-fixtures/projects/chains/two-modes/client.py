import asyncio
import threading

from loops import get_running_loop, in_async_call


class Client:
    def __init__(self, loop):
        self.loop = loop
        self.done = threading.Event()

    def call(self, function):
        if in_async_call(self.loop):
            return function()
        future = asyncio.run_coroutine_threadsafe(function(), self.loop)
        return future.result()

    def flush(self):
        return self.call(self.later)

    def close(self):
        if get_running_loop() == self.loop:
            self.done.set()
        else:
            self.done.wait()

    def wait(self):
        self.done.wait()

    async def later(self):
        return self.done.is_set()
