"""Conditions used where nobody can hold them."""
import asyncio
import multiprocessing
import threading

jobs = []
changed = threading.Condition()
lock = threading.Lock()
of_lock = threading.Condition(lock)
other = threading.Lock()
tasks_changed = asyncio.Condition()
across = multiprocessing.Condition()


def after_the_lock():
    with changed:
        jobs.append(1)
    # ruleid: condition-used-without-lock
    changed.notify()


def waiting():
    while not jobs:
        # ruleid: condition-used-without-lock
        changed.wait()


def waiting_for():
    # ruleid: condition-used-without-lock
    changed.wait_for(lambda: jobs)


def all_of_them():
    # ruleid: condition-used-without-lock
    changed.notify_all()
    # ruleid: condition-used-without-lock
    changed.notifyAll()


def under_another_lock():
    with other:
        # ruleid: condition-used-without-lock
        changed.notify()


def before_the_lock_beneath():
    # ruleid: condition-used-without-lock
    of_lock.notify()
    with lock:
        jobs.append(1)


async def of_tasks():
    while not jobs:
        # ruleid: condition-used-without-lock
        await tasks_changed.wait()
    # ruleid: condition-used-without-lock
    tasks_changed.notify()


def of_processes():
    # ruleid: condition-used-without-lock
    across.notify_all()


class Box:
    def __init__(self):
        self._changed = threading.Condition()
        self._items = []
        self._thread = threading.Thread(target=self._run)

    def put(self, item):
        self._items.append(item)
        self._tell()

    def put_all(self, items):
        self._items.extend(items)
        self._tell()

    def _tell(self):
        # ruleid: condition-used-without-lock
        self._changed.notify()

    def _run(self):
        # ruleid: condition-used-without-lock
        self._changed.wait()


# ruleid: condition-used-without-lock
changed.notify()
