"""What pools cannot send to their workers, whatever the start method."""
import asyncio
import functools
import multiprocessing
import queue
import sqlite3
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Pool


def work(*args):
    return args


def rows():
    yield 1


double = lambda number: number * 2


def lambdas(pool: ProcessPoolExecutor):
    # ruleid: unpicklable-process-argument
    pool.submit(lambda: 1)
    # ruleid: unpicklable-process-argument
    pool.submit(double, 2)
    # ruleid: unpicklable-process-argument
    pool.submit(work, key=lambda: 1)
    # ruleid: unpicklable-process-argument
    return list(pool.map(lambda number: number + 1, [1, 2]))


def local_definitions(numbers):
    def square(number):
        return number * number

    class Job:
        def run(self):
            return 1

    with Pool(4) as pool:
        # ruleid: unpicklable-process-argument
        pool.map(square, numbers)
        # ruleid: unpicklable-process-argument
        list(pool.imap_unordered(func=square, iterable=numbers))
        # ruleid: unpicklable-process-argument
        pool.apply(work, (Job,))
        # ruleid: unpicklable-process-argument
        pool.apply(Job().run)
        # ruleid: unpicklable-process-argument
        pool.apply_async(functools.partial(square, 3)).get()
        # ruleid: unpicklable-process-argument
        pool.starmap(work, [(1, square), (2, square)])


def objects(path):
    database = sqlite3.connect(path)
    with ProcessPoolExecutor() as pool, open(path) as file:
        # ruleid: unpicklable-process-argument
        pool.submit(work, file)
        # ruleid: unpicklable-process-argument
        pool.submit(work, database)
        # ruleid: unpicklable-process-argument
        pool.submit(work, rows())
        # ruleid: unpicklable-process-argument
        pool.submit(work, (line for line in file))
        # ruleid: unpicklable-process-argument
        pool.submit(work, {"file": file})


def inherited():
    results = multiprocessing.Queue()
    lock = multiprocessing.Lock()
    total = multiprocessing.Value("i", 0)
    with Pool(4) as pool:
        # ruleid: unpicklable-process-argument
        pool.map(functools.partial(work, total), range(3))
        # ruleid: unpicklable-process-argument
        pool.apply_async(work, (results,)).get()
        # ruleid: unpicklable-process-argument
        pool.apply_async(work, kwds={"lock": lock}).get()


async def on_loop():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        # ruleid: unpicklable-process-argument
        await loop.run_in_executor(pool, lambda: 1)


class Crawler:
    def __init__(self):
        self.seen = set()
        self.pages = queue.Queue()

    def fetch(self, url):
        return url

    def run(self, urls):
        with ProcessPoolExecutor() as pool:
            # ruleid: unpicklable-process-argument
            return list(pool.map(self.fetch, urls))


class Owner:
    def __init__(self):
        self.pool = None

    def step(self, number):
        return number

    def run(self):
        self.pool = Pool(4)
        # ruleid: unpicklable-process-argument
        return self.pool.map(self.step, range(3))


class Holder:
    def __init__(self):
        self.crawler = Crawler()
        self.key = "name"


class Watcher(threading.Thread):
    def look(self):
        return 1

    def run(self):
        # ruleid: fork-after-threads
        with Pool(1) as pool:
            # ruleid: unpicklable-process-argument
            pool.apply(self.look)


def nested():
    holder = Holder()
    with Pool(1) as pool:
        # ruleid: unpicklable-process-argument
        pool.apply(work, (holder,))


def pools():
    with Pool(1) as pool, ThreadPoolExecutor() as threads:
        # ruleid: unpicklable-process-argument
        pool.apply(work, (threads,))
