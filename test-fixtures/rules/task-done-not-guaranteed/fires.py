import asyncio
import queue
import threading
from multiprocessing import JoinableQueue, Process

jobs = queue.Queue()


def worker(work):
    while True:
        # ruleid: task-done-not-guaranteed
        job = jobs.get()
        work(job)
        jobs.task_done()


def run(work):
    threading.Thread(target=worker, args=(work,), daemon=True).start()
    jobs.put(1)
    jobs.join()


class Crawler:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()

    async def crawl(self):
        tasks = [asyncio.create_task(self.work()) for _ in range(3)]
        await self.queue.join()
        for task in tasks:
            task.cancel()

    async def work(self):
        while True:
            # ruleid: task-done-not-guaranteed
            url = await self.queue.get()
            await self.load(url)
            self.queue.task_done()

    async def load(self, url):
        raise OSError(url)


def given(items, work):
    while True:
        # ruleid: task-done-not-guaranteed
        item = items.get()
        try:
            work(item)
        except ValueError:
            print("no value")
        items.task_done()


def give(work):
    items = queue.LifoQueue()
    threading.Thread(target=given, args=(items, work), daemon=True).start()
    items.put("1")
    items.join()


def skips(items, work):
    while True:
        # ruleid: task-done-not-guaranteed
        item = items.get()
        if item == "":
            continue
        try:
            work(item)
        finally:
            items.task_done()


def give_to_a_process(work):
    items = JoinableQueue()
    Process(target=skips, args=(items, work), daemon=True).start()
    items.put("1")
    items.join()


async def consume(items, handle):
    while True:
        # ruleid: task-done-not-guaranteed
        item = await items.get()
        await handle(item)
        items.task_done()


async def nested(handle):
    items = asyncio.Queue()
    task = asyncio.create_task(consume(items, handle))
    await items.join()
    task.cancel()
