"""Event loops that are used in their own thread, and what is safe from others."""
import asyncio
import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor

pool = ThreadPoolExecutor()
done = asyncio.Event()
stopped = threading.Event()
lines = queue.Queue()


async def work():
    await asyncio.sleep(1)


class Client:
    def __init__(self, loop: asyncio.AbstractEventLoop):
        self.loop = loop
        self.reply = loop.create_future()

    def start(self):
        threading.Thread(target=self.run).start()

    def run(self):
        # ok: asyncio-object-used-from-thread
        self.loop.call_soon_threadsafe(self.finish)
        # ok: asyncio-object-used-from-thread
        self.loop.call_soon_threadsafe(done.set)
        # ok: asyncio-object-used-from-thread
        asyncio.run_coroutine_threadsafe(work(), self.loop).result()
        # ok: asyncio-object-used-from-thread
        stopped.set()
        # ok: asyncio-object-used-from-thread
        lines.put_nowait(self.reply.done())
        if not self.loop.is_closed():
            # ok: asyncio-object-used-from-thread
            self.loop.create_future()

    def finish(self):
        # ok: asyncio-object-used-from-thread
        self.reply.set_result("done")


class OwnLoop:
    """The thread runs the loop that the constructor makes."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.run)

    def start(self):
        self.thread.start()

    def run(self):
        asyncio.set_event_loop(self.loop)
        # ok: asyncio-object-used-from-thread
        # ruleid: task-result-dropped
        self.loop.create_task(work())
        # ok: asyncio-object-used-from-thread
        self.loop.call_soon(print)
        self.loop.run_forever()


OwnLoop().start()


def loop_of_the_thread():
    loop = asyncio.new_event_loop()
    # ok: asyncio-object-used-from-thread
    task = loop.create_task(work())
    loop.run_until_complete(task)
    # ok: asyncio-object-used-from-thread
    task.cancel()


def queue_of_the_thread():
    own = asyncio.Queue()
    # ok: asyncio-object-used-from-thread
    own.put_nowait(1)


def before_the_loop_runs(loop: asyncio.AbstractEventLoop):
    # ok: asyncio-object-used-from-thread
    loop.call_soon(print)
    threading.Thread(target=loop.run_forever).start()


def from_anywhere():
    try:
        # ok: asyncio-object-used-from-thread
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work())


def if_it_is_there(loop: asyncio.AbstractEventLoop):
    try:
        running = asyncio.get_running_loop()
    except RuntimeError:
        running = None
    if running is loop:
        # ok: asyncio-object-used-from-thread
        done.set()
    else:
        loop.call_soon_threadsafe(done.set)


def in_the_main_thread(loop: asyncio.AbstractEventLoop):
    if threading.current_thread() is threading.main_thread():
        # ok: asyncio-object-used-from-thread
        loop.call_soon(print)


class TwoModes:
    def __init__(self, is_async):
        self.asynchronous = is_async

    def run(self, is_async=False):
        if is_async:
            # ok: asyncio-object-used-from-thread
            asyncio.get_running_loop()
        if self.asynchronous:
            # ok: asyncio-object-used-from-thread
            # ruleid: task-result-dropped
            asyncio.ensure_future(work())


def future_of_the_pool(future: Future):
    # ok: asyncio-object-used-from-thread
    future.set_result(1)


async def with_a_callback(loop: asyncio.AbstractEventLoop):
    def finished(_future):
        # ok: asyncio-object-used-from-thread
        done.set()

    # The loop's own thread ends the coroutine, and calls what waits for that.
    asyncio.run_coroutine_threadsafe(work(), loop).add_done_callback(finished)


# ruleid: future-exception-lost
pool.submit(loop_of_the_thread)
pool.submit(queue_of_the_thread)
pool.submit(from_anywhere)
pool.submit(if_it_is_there)
# ruleid: future-exception-lost
pool.submit(in_the_main_thread)
# ruleid: future-exception-lost
pool.submit(future_of_the_pool)
# ruleid: future-exception-lost
pool.submit(TwoModes(False).run)
before_the_loop_runs(asyncio.new_event_loop())
Client(asyncio.new_event_loop()).start()
