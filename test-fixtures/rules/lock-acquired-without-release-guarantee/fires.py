"""Ways out on which a lock stays acquired."""
import asyncio
import multiprocessing
import threading
from contextlib import contextmanager, suppress

lock = threading.RLock()
slots = threading.Semaphore(4)
changed = threading.Condition()
tasks_lock = asyncio.Lock()
across = multiprocessing.Lock()
total = 0
totals = {}


def in_a_row(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    work()
    lock.release()


def early_return(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    if work is None:
        return
    lock.release()


def only_in_else(is_done):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    if is_done:
        print("done")
    else:
        lock.release()


def a_turn_without(jobs):
    for job in jobs:
        # ruleid: lock-acquired-without-release-guarantee
        lock.acquire()
        if job is None:
            continue
        lock.release()


def only_some_errors(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    try:
        work()
    except KeyError:
        lock.release()
        raise
    lock.release()


def in_a_handler_that_raises(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    try:
        work()
    except Exception as error:
        raise RuntimeError("no work") from error
    lock.release()


def before_the_try(work, prepare):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    prepare()
    try:
        work()
    finally:
        lock.release()


def a_lookup(name):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    value = totals[name]
    lock.release()
    return value


def tested(work):
    # ruleid: lock-acquired-without-release-guarantee
    if lock.acquire(blocking=False):
        work()
        lock.release()


def tested_by_name(work):
    # ruleid: lock-acquired-without-release-guarantee
    is_mine = lock.acquire(timeout=5)
    if is_mine:
        work()
        lock.release()


def left_at_once(work):
    # ruleid: lock-acquired-without-release-guarantee
    if not lock.acquire(False):
        return
    work()
    lock.release()


def of_a_semaphore(work):
    # ruleid: lock-acquired-without-release-guarantee
    slots.acquire()
    work()
    slots.release()


def of_a_condition(work):
    # ruleid: lock-acquired-without-release-guarantee
    changed.acquire()
    while not totals:
        changed.wait()
    work()
    changed.release()


def of_processes(work):
    # ruleid: lock-acquired-without-release-guarantee
    across.acquire()
    work()
    across.release()


@contextmanager
def locked():
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    yield
    lock.release()


async def of_tasks(session):
    # ruleid: lock-acquired-without-release-guarantee
    await tasks_lock.acquire()
    await session.refresh()
    tasks_lock.release()


class Account:
    def __init__(self):
        self._lock = threading.Lock()
        self.balance = 0

    def add(self, amount):
        mine = self._lock
        # ruleid: lock-acquired-without-release-guarantee
        mine.acquire()
        self.balance += int(amount)
        mine.release()

    def add_twice(self, amount):
        with self._lock:
            self.balance += 1
        # ruleid: lock-acquired-without-release-guarantee
        self._lock.acquire()
        self.balance += int(amount)
        self._lock.release()


def nothing_that_fails():
    global total
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    total = 1
    lock.release()


def errors_swallowed(work):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    with suppress(Exception):
        work()
    lock.release()


if __name__ == "__main__":
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    in_a_row(print)
    lock.release()
