"""What gets there, what is not sent, and what is not known."""
import asyncio
import functools
import multiprocessing
import pickle
import socket
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

import joblib
from loky import get_reusable_executor
from pathlib import Path


def work(*args):
    return args


def threads():
    lock = threading.Lock()
    with ThreadPoolExecutor() as pool:
        # ok: unpicklable-process-argument
        pool.submit(lambda: lock)
    # ok: unpicklable-process-argument
    ThreadPool(2).map(lambda number: number, [1])


async def on_loop(pool):
    loop = asyncio.get_running_loop()
    # ok: unpicklable-process-argument
    await loop.run_in_executor(None, lambda: 1)
    # ok: unpicklable-process-argument
    await loop.run_in_executor(pool, lambda: 1)


def others():
    # ok: unpicklable-process-argument
    joblib.Parallel(2)(joblib.delayed(lambda: 1)() for _ in range(2))
    # ok: unpicklable-process-argument
    get_reusable_executor().submit(lambda: 1)


def callbacks():
    with multiprocessing.Pool(2) as pool:
        # ok: unpicklable-process-argument
        pool.apply_async(work, (1,), callback=lambda result: None, error_callback=print)
        # ok: unpicklable-process-argument
        pool.map(work, (number for number in range(3)))
        # ok: unpicklable-process-argument
        pool.apply(functools.partial(work, 1))
    with ProcessPoolExecutor() as pool:
        # ok: unpicklable-process-argument
        future = pool.submit(work, Path("x"), [1, 2], {"a": 1})
        # ok: unpicklable-process-argument
        future.add_done_callback(lambda future: None)
        # ok: unpicklable-process-argument
        pool.map(work, (number for number in range(3)))


def workers():
    results = multiprocessing.Queue()
    manager = multiprocessing.Manager()
    # ok: unpicklable-process-argument
    with multiprocessing.Pool(2, initializer=work, initargs=(results,)) as pool:
        # ok: unpicklable-process-argument
        pool.apply(work, (manager.Queue(), manager.Lock(), manager.dict()))
        # ok: unpicklable-process-argument
        pool.apply(work, (socket.socket(),))
    # ok: unpicklable-process-argument
    multiprocessing.Process(target=work, args=(results,)).start()


def forked():
    def child():
        pass

    context = multiprocessing.get_context("fork")
    # ok: unpicklable-process-argument
    context.Process(target=child).start()
    # ok: unpicklable-process-argument
    context.Process(target=lambda: None).start()


def chosen_elsewhere(method):
    # ok: unpicklable-process-argument
    multiprocessing.get_context(method).Process(target=lambda: None).start()


def made_global():
    global found_by_name

    def found_by_name():
        return 1

    with multiprocessing.Pool(1) as pool:
        # ok: unpicklable-process-argument
        pool.apply(found_by_name)


def expected(pool: ProcessPoolExecutor, job=lambda: 1):
    try:
        # ok: unpicklable-process-argument
        pool.submit(lambda: 1).result()
    except (pickle.PicklingError, AttributeError):
        return None


class Saved:
    def __init__(self):
        self.lock = threading.Lock()

    def __getstate__(self):
        return {}

    def step(self):
        return 1

    def run(self):
        with ProcessPoolExecutor() as pool:
            # ok: unpicklable-process-argument
            pool.submit(self.step)


class Late:
    """Nothing is there when it is sent."""

    def __init__(self, threaded):
        self.pool = None
        self.file = None
        if threaded:
            self.lock = threading.Lock()

    def step(self):
        return 1

    @staticmethod
    def plain():
        return 1

    def run(self):
        with ProcessPoolExecutor() as pool:
            # ok: unpicklable-process-argument
            pool.submit(self.step)
        self.file = open("log.txt", "w")


class Held:
    def __init__(self):
        self.pool = multiprocessing.Pool(2)

    @staticmethod
    def plain(number):
        return number

    def run(self):
        # ok: unpicklable-process-argument
        return self.pool.map(self.plain, range(3)) + self.pool.map(Held.plain, range(3))
