"""Waits after which nobody looks again."""
import asyncio
import multiprocessing
import threading
from threading import Condition

jobs = []
changed = threading.Condition()
lock = threading.Lock()
shared = Condition(lock)
across = multiprocessing.Condition()


def once():
    with changed:
        if not jobs:
            # ruleid: condition-wait-outside-loop
            changed.wait()
        return jobs.pop()


def never():
    with changed:
        # ruleid: condition-wait-outside-loop
        changed.wait()
        return jobs.pop()


def in_the_other_branch():
    with changed:
        if jobs:
            print("there are jobs")
        else:
            # ruleid: condition-wait-outside-loop
            changed.wait()
        return jobs.pop()


def with_bookkeeping():
    waiting = 1
    with shared:
        if len(jobs) == 0:
            # ruleid: condition-wait-outside-loop
            shared.wait()
            waiting -= 1
            print("awake")
        job = jobs.pop()
    return job, waiting


def after_an_event(started: threading.Event, is_main):
    if is_main:
        print("nothing to wait for")
    else:
        with changed:
            if started.wait(5):
                # ruleid: condition-wait-outside-loop
                changed.wait()
            jobs.append(None)


class Feeder:
    def __init__(self):
        self.running = True
        self.jobs = []
        self.changed = threading.Condition()

    def run(self):
        while self.running:
            with self.changed:
                # todoruleid: condition-wait-outside-loop
                self.changed.wait()
                job = self.jobs.pop(0)
            job()


def a_loop_for_something_else():
    while True:
        with changed:
            # ruleid: condition-wait-outside-loop
            changed.wait()
            job = jobs.pop()
        job()


class Worker:
    def __init__(self):
        self.running = True
        self.jobs = []
        self.changed = threading.Condition()

    def run(self):
        while self.running:
            with self.changed:
                if not self.jobs:
                    # ruleid: condition-wait-outside-loop
                    self.changed.wait()
                job = self.jobs.pop(0)
            job()

    def run_for_a_while(self):
        with self.changed:
            if not self.jobs:
                # ruleid: condition-wait-outside-loop
                self.changed.wait(timeout=5)
            job = self.jobs.pop(0)
        job()


def of_another_process(queue):
    with across:
        if queue.empty():
            # ruleid: condition-wait-outside-loop
            across.wait()
        queue.take()


async def of_tasks():
    condition = asyncio.Condition()
    tasks.append(condition)
    async with condition:
        if not jobs:
            # ruleid: condition-wait-outside-loop
            await condition.wait()
        return jobs.pop()


tasks_changed = asyncio.Condition()


async def of_tasks_for_a_while():
    async with tasks_changed:
        if not jobs:
            # ruleid: condition-wait-outside-loop
            await asyncio.wait_for(tasks_changed.wait(), 5)
        return jobs.pop()


tasks = []
