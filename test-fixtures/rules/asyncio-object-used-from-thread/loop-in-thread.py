"""A loop that a thread runs, and that the main flow uses."""
import asyncio
import threading


async def work():
    await asyncio.sleep(1)


class Background:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        # ok: asyncio-object-used-from-thread
        self.first = self.loop.create_task(work())
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self):
        asyncio.set_event_loop(self.loop)
        # ok: asyncio-object-used-from-thread
        self.loop.call_soon(print)
        self.loop.run_forever()

    def submit(self):
        # ruleid: asyncio-object-used-from-thread
        self.loop.call_soon(print)
        # ok: asyncio-object-used-from-thread
        self.loop.call_soon_threadsafe(print)

    def stop(self):
        # ok: asyncio-object-used-from-thread
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        # ok: asyncio-object-used-from-thread
        self.loop.stop()

    def stop_hard(self):
        # An info: nothing in sight calls it.
        # ruleid: asyncio-object-used-from-thread
        self.loop.stop()

    async def on_the_loop(self):
        # ok: asyncio-object-used-from-thread
        self.loop.call_soon(print)


def main():
    background = Background()
    background.submit()
    background.stop()


class InMain:
    """The main flow runs it."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()

    def run(self):
        # ok: asyncio-object-used-from-thread
        self.loop.call_soon(print)
        self.loop.run_forever()


main()
InMain().run()
