"""Loops that ask what they could be told."""
import asyncio
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import anyio
import trio

is_stopped = False
results = []
jobs = queue.Queue()
tasks_jobs = asyncio.Queue()
started = threading.Event()
pool = ThreadPoolExecutor()
LIMIT = 3


def stop():
    global is_stopped
    is_stopped = True


def store(result):
    results.append(result)


def until_stopped():
    # ruleid: busy-wait
    while not is_stopped:
        time.sleep(0.5)


def by_another_name():
    # ruleid: busy-wait
    while not is_stopped:
        sleep(0.5)


def until_there_are_some():
    # ruleid: busy-wait
    while len(results) < LIMIT:
        time.sleep(0.1)


def with_a_limit(deadline):
    # ruleid: busy-wait
    while not results and time.monotonic() < deadline:
        time.sleep(0.1)


def with_a_break():
    while True:
        # ruleid: busy-wait
        if is_stopped:
            break
        time.sleep(1)


def with_a_return():
    while True:
        time.sleep(1)
        # ruleid: busy-wait
        if results:
            return results


def for_an_event():
    # ruleid: busy-wait
    while not started.is_set():
        time.sleep(0.1)


def until_it_is_cleared():
    # ruleid: busy-wait
    while started.is_set():
        time.sleep(0)


def until_it_is_empty():
    # ruleid: busy-wait
    while not jobs.empty():
        time.sleep(0.1)


def with_a_break_for_an_event():
    while True:
        # ruleid: busy-wait
        if started.is_set():
            break
        time.sleep(0.1)


def for_a_thread():
    worker = threading.Thread(target=stop)
    worker.start()
    # ruleid: busy-wait
    while worker.is_alive():
        time.sleep(0.1)


def for_a_job():
    job = pool.submit(stop)
    # ruleid: busy-wait
    while not job.done():
        time.sleep(0.1)


def for_a_queue():
    # ruleid: busy-wait
    while jobs.empty():
        time.sleep(0.1)
    return jobs.get_nowait()


async def by_tasks():
    # ruleid: busy-wait
    while not is_stopped:
        await asyncio.sleep(0)
    # ruleid: busy-wait
    while tasks_jobs.empty():
        await asyncio.sleep(0.1)
    task = asyncio.create_task(anything())
    # ruleid: busy-wait
    while not task.done():
        await asyncio.sleep(0.1)
    # ruleid: busy-wait
    while not is_stopped:
        await anyio.sleep(1)
    # ruleid: busy-wait
    while not is_stopped:
        await trio.sleep(1)


async def anything():
    await asyncio.sleep(1)


class Client:
    def __init__(self):
        self.state = "new"
        self._is_open = False
        self.finished = set()

    def connected(self, state):
        self.state = state
        self._is_open = True

    def finish(self, job):
        self.finished.add(job)

    def is_open(self):
        """Whether it is open."""
        return self._is_open

    def wait(self):
        # ruleid: busy-wait
        while self.state not in ("open", "closed"):
            time.sleep(0.1)

    def wait_by_method(self):
        # ruleid: busy-wait
        while not self.is_open():
            time.sleep(0.1)

    def wait_for_job(self, job):
        # ruleid: busy-wait
        while job not in self.finished:
            time.sleep(0.1)


def by_a_closure():
    is_done = False

    def done():
        nonlocal is_done
        is_done = True

    threading.Timer(1, done).start()
    # ruleid: busy-wait
    while not is_done:
        time.sleep(0.1)
