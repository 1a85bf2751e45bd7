"""Event loops and what belongs to them, used in threads that are not theirs."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor()
done = asyncio.Event()
lines = asyncio.Queue()
lock = asyncio.Lock()
changed = asyncio.Condition()
slots = asyncio.Semaphore(3)


class Client:
    def __init__(self):
        self.loop = asyncio.get_event_loop()
        self.reply = self.loop.create_future()
        self.pump_task = self.loop.create_task(self.pump())

    async def pump(self):
        await done.wait()

    def start(self):
        threading.Thread(target=self.run).start()

    def run(self):
        # ruleid: asyncio-object-used-from-thread
        self.loop.call_soon(self.finish)
        # ruleid: asyncio-object-used-from-thread
        self.loop.call_later(1, self.finish)
        # ruleid: asyncio-object-used-from-thread
        # ok: task-result-dropped
        self.loop.create_task(self.pump())
        # ruleid: asyncio-object-used-from-thread
        self.reply.set_result("done")
        # ruleid: asyncio-object-used-from-thread
        self.pump_task.cancel()
        # ruleid: asyncio-object-used-from-thread
        self.loop.stop()
        self.finish()

    def finish(self):
        # ruleid: asyncio-object-used-from-thread
        self.reply.set_exception(ValueError())


def in_pool():
    # ruleid: asyncio-object-used-from-thread
    done.set()
    # ruleid: asyncio-object-used-from-thread
    lines.put_nowait("line")
    # ruleid: asyncio-object-used-from-thread
    lines.get_nowait()
    # ruleid: asyncio-object-used-from-thread
    lock.release()
    # ruleid: asyncio-object-used-from-thread
    # ruleid: condition-used-without-lock
    changed.notify_all()
    # ruleid: asyncio-object-used-from-thread
    slots.release()


pool.submit(in_pool)


async def work():
    await asyncio.sleep(1)


def without_a_loop():
    # ruleid: asyncio-object-used-from-thread
    # ok: task-result-dropped
    asyncio.create_task(work())
    # ruleid: asyncio-object-used-from-thread
    # ok: task-result-dropped
    asyncio.ensure_future(work())
    # ruleid: asyncio-object-used-from-thread
    asyncio.gather(work(), work())
    # ruleid: asyncio-object-used-from-thread
    loop = asyncio.get_running_loop()
    # What is behind that is not reached.
    # ok: asyncio-object-used-from-thread
    loop.call_soon(print)
    # ok: asyncio-object-used-from-thread
    done.set()


def asks_for_tasks():
    # ruleid: asyncio-object-used-from-thread
    return asyncio.current_task(), asyncio.all_tasks()


async def offload():
    await asyncio.to_thread(without_a_loop)
    await asyncio.to_thread(asks_for_tasks)


def through_a_helper():
    announce()


def announce():
    # ruleid: asyncio-object-used-from-thread
    done.set()


async def in_executor(writer: asyncio.StreamWriter):
    def send():
        # ruleid: asyncio-object-used-from-thread
        writer.write(b"hello")

    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, through_a_helper)
    loop.run_in_executor(None, lambda: send())
    # The loop runs it too, and that is fine.
    announce()


class Worker(threading.Thread):
    def __init__(self, future: asyncio.Future):
        super().__init__()
        self.future = future

    def run(self):
        # ruleid: asyncio-object-used-from-thread
        self.future.set_result(1)


Worker(Client().reply).start()
threading.Timer(1, Client().start).start()
