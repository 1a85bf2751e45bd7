"""Threads and processes that cannot work."""
import _thread
import multiprocessing
import threading
from multiprocessing import Pool, Process
from threading import Thread, Timer


def one(item):
    print(item)


def many(*items):
    print(items)


class Shop:
    def sell(self, item):
        print(item)

    def open(self, item):
        # ruleid: thread-misuse
        Thread(target=self.sell, args=("apple")).start()
        # ruleid: thread-misuse
        Thread(target=self.sell, args=(item)).start()


def arguments(item, number):
    # ruleid: thread-misuse
    threading.Thread(target=one, args=("abc")).start()
    # ruleid: thread-misuse
    threading.Thread(target=one, args="abc").start()
    # ruleid: thread-misuse
    Thread(target=one, args=(5)).start()
    # ruleid: thread-misuse
    Thread(target=one, args=5).start()
    # ruleid: thread-misuse
    Thread(target=one, args=({"a": 1})).start()
    # ruleid: thread-misuse
    Thread(target=one, args=(item)).start()
    # ruleid: thread-misuse
    Thread(None, one, None, (number)).start()
    # ruleid: thread-misuse
    # ruleid: fork-after-threads
    Process(target=one, args=("abc")).start()
    # ruleid: thread-misuse
    Timer(5, one, ("abc")).start()
    # ruleid: thread-misuse
    _thread.start_new_thread(one, (5))
    # ruleid: thread-misuse
    Thread(target=many, args=(f"item {number}")).start()
    with Pool() as pool:
        # ruleid: thread-misuse
        pool.apply_async(one, ("abc")).get()
        # ruleid: thread-misuse
        pool.apply(one, (item))


def run_here():
    thread = Thread(target=one, args=(1,))
    # ruleid: thread-misuse
    thread.run()
    thread.join()
    process = multiprocessing.Process(target=one, args=(1,))
    # ruleid: thread-misuse
    process.run()
    worker = Worker()
    # ruleid: thread-misuse
    worker.run()
    worker.join()


def twice():
    thread = Thread(target=many)
    thread.start()
    thread.join()
    # ruleid: thread-misuse
    thread.start()


def in_a_loop():
    thread = Thread(target=many)
    for _ in range(3):
        # ruleid: thread-misuse
        thread.start()


def workers():
    worker = Worker()
    while True:
        # ruleid: thread-misuse
        worker.start()
        worker.join()


class Worker(Thread):
    def run(self):
        many()


class NoConstructor(Thread):
    # ruleid: thread-misuse
    def __init__(self, jobs):
        """Takes the jobs."""
        self.jobs = jobs

    def run(self):
        many(*self.jobs)


class Derived(Worker):
    # ruleid: thread-misuse
    def __init__(self):
        self.count = 0


class NoProcess(multiprocessing.Process):
    # ruleid: thread-misuse
    def __init__(self):
        self.count = 0


class Stopped(Thread):
    def __init__(self):
        super().__init__()
        # ruleid: thread-misuse
        self._stop = threading.Event()
        # ruleid: thread-misuse
        self._started = False
        # ruleid: thread-misuse
        self._is_stopped = False

    def stop(self):
        self._is_stopped = True

    # ruleid: thread-misuse
    def _handle(self, job):
        many(job)

    # ruleid: thread-misuse
    def _delete(self, job):
        many(job)
