"""Locks that somebody else has, or may have."""
import asyncio
import os
import threading
from concurrent.futures import ThreadPoolExecutor

# ok: lock-created-at-use
module_lock = threading.Lock()
totals = {}


class Stock:
    # ok: lock-created-at-use
    class_lock = threading.Lock()

    def __init__(self):
        # ok: lock-created-at-use
        self.lock = threading.Lock()

    def add(self, name):
        with self.lock, self.class_lock, module_lock:
            totals[name] = 1


def passed_on(names):
    # ok: lock-created-at-use
    lock = threading.Lock()
    worker = threading.Thread(target=count, args=(names, lock))
    worker.start()
    with lock:
        totals["a"] = 1
    worker.join()


def count(names, lock):
    with lock:
        totals["names"] = len(names)


def returned():
    # ok: lock-created-at-use
    lock = threading.Lock()
    with lock:
        totals["a"] = 1
    return lock


def stored(stock):
    # ok: lock-created-at-use
    lock = threading.Lock()
    stock.lock = lock
    with lock:
        totals["a"] = 1


def stored_in_a_table(name, locks):
    # ok: lock-created-at-use
    lock = threading.Lock()
    with lock:
        locks[name] = lock


def captured(names):
    # ok: lock-created-at-use
    lock = threading.Lock()

    def work(name):
        with lock:
            totals[name] = 1

    with ThreadPoolExecutor() as pool:
        list(pool.map(work, names))
    with lock:
        totals["all"] = len(names)


def captured_by_a_lambda(pool, name):
    # ok: lock-created-at-use
    lock = threading.Lock()
    with lock:
        pool.submit(lambda: lock.acquire() and totals.pop(name))


async def used_by_tasks_of_this_call(session, urls):
    # ok: lock-created-at-use
    slots = asyncio.Semaphore(2)

    async def fetch(url):
        async with slots:
            return await session.get(url)

    return await asyncio.gather(*map(fetch, urls))


def shared_with_the_module():
    global module_lock
    # ok: lock-created-at-use
    module_lock = threading.Lock()
    with module_lock:
        totals["a"] = 1


# ok: lock-created-at-use
def made_once(name, lock=threading.Lock()):
    with lock:
        totals[name] = 1


def one_of_two(shared):
    # ok: lock-created-at-use
    lock = threading.Lock() if shared is None else shared
    with lock:
        totals["a"] = 1


def bound_twice(shared):
    lock = shared
    if lock is None:
        # ok: lock-created-at-use
        lock = threading.Lock()
    with lock:
        totals["a"] = 1


def used_as_a_clock():
    # ok: lock-created-at-use
    tick = threading.Condition()
    with tick:
        tick.notify_all()


def another_name_of_a_lock():
    # ok: lock-created-at-use
    with threading.Condition(module_lock):
        totals["a"] = 1
    # ok: lock-created-at-use
    changed = threading.Condition(lock=module_lock)
    with changed:
        totals["a"] = 2


def asked():
    # ok: lock-created-at-use
    lock = threading.Lock()
    with lock:
        print(lock.locked())


def never_held():
    # ok: lock-created-at-use
    gate = threading.Lock()
    gate.acquire()


def shown_to_all():
    # ok: lock-created-at-use
    lock = threading.Lock()
    with lock:
        print(locals())


def in_two_processes():
    # ok: lock-created-at-use
    lock = threading.Lock()
    os.fork()
    with lock:
        totals["a"] = 1


def not_a_lock(path):
    # ok: lock-created-at-use
    with open(path) as file:
        return file.read()


def lock_for(name):
    # ok: lock-created-at-use
    return totals.setdefault(name, threading.Lock())


def through_a_function(name):
    # ok: lock-created-at-use
    with lock_for(name):
        totals["a"] = 1


async def acquired_by_tasks_of_this_call():
    # ok: lock-created-at-use
    slots = asyncio.Semaphore(0)
    waiting = [asyncio.create_task(slots.acquire()) for _ in range(2)]
    slots.release()
    await waiting[0]
    waiting[1].cancel()
