"""Threads that work, and what is none."""
import multiprocessing
import queue
import threading
from threading import Thread

import pytest

DEFAULTS = ("a", "b")


def one(item):
    print(item)


def two(a, b):
    print(a, b)


def arguments(item, args, items, *rest):
    # ok: thread-misuse
    Thread(target=one, args=(item,)).start()
    # ok: thread-misuse
    Thread(target=one, args=[item]).start()
    # ok: thread-misuse
    Thread(target=one, args=([item])).start()
    # ok: thread-misuse
    Thread(target=two, args=(DEFAULTS)).start()
    # ok: thread-misuse
    Thread(target=one, args=(args)).start()
    # ok: thread-misuse
    Thread(target=one, args=(items)).start()
    # ok: thread-misuse
    Thread(target=one, args=(rest)).start()
    # ok: thread-misuse
    Thread(target=two, args=(item)).start()
    # ok: thread-misuse
    Thread(target=one, args=item).start()
    # ok: thread-misuse
    Thread(target=one, args="a").start()
    # ok: thread-misuse
    Thread(target=one, args=(item, ) + rest).start()
    # ok: thread-misuse
    Thread(target=one, args=()).start()
    # ok: thread-misuse
    Thread(target=item, args=(item)).start()


class Worker(Thread):
    def run(self):
        # ok: thread-misuse
        super().run()


class Server(Thread):
    # ok: thread-misuse
    def __init__(self, jobs):
        Thread.__init__(self)
        self.jobs = jobs

    def run(self):
        one(self.jobs)

    def run_once(self):
        # ok: thread-misuse
        self.run()


class Old(Thread):
    # ok: thread-misuse
    def __init__(self):
        super(Old, self).__init__(daemon=True)
        # ok: thread-misuse
        self._started = threading.Event()
        # ok: thread-misuse
        self._stop_event = threading.Event()


# It is no thread in truth.
class Pretended(Thread):
    # ok: thread-misuse
    def __init__(self):
        self.count = 0

    def start(self):
        self.count += 1


class Extended(Thread):
    # ok: thread-misuse
    def _stop(self):
        one(self.name)
        super()._stop()


class NoThread:
    def __init__(self):
        # ok: thread-misuse
        self._stop = threading.Event()

    # ok: thread-misuse
    def _handle(self):
        pass


def chosen(server: Server, is_debugging, runner):
    if is_debugging:
        # ok: thread-misuse
        server.run()
    other = Server(queue.Queue())
    if is_debugging:
        # ok: thread-misuse
        other.run()
    else:
        other.start()
    # ok: thread-misuse
    runner.run()


def anew():
    thread = Thread(target=one, args=(1,))
    thread.start()
    thread.join()
    thread = Thread(target=one, args=(2,))
    # ok: thread-misuse
    thread.start()


def either(is_first):
    thread = Thread(target=one, args=(1,))
    if is_first:
        thread.start()
    else:
        # ok: thread-misuse
        thread.start()


def left(is_first):
    thread = Thread(target=one, args=(1,))
    if is_first:
        thread.start()
        return
    # ok: thread-misuse
    thread.start()


def in_loops(jobs):
    thread = Thread(target=one, args=(1,))
    for job in jobs:
        if job:
            # ok: thread-misuse
            thread.start()
            break
    for job in jobs:
        other = multiprocessing.Process(target=one, args=(job,))
        # ok: thread-misuse
        other.start()
    while not thread.is_alive():
        # ok: thread-misuse
        thread.start()
        break


def expected():
    thread = Thread(target=one, args=(1,))
    thread.start()
    with pytest.raises(RuntimeError):
        # ok: thread-misuse
        thread.start()
    try:
        # ok: thread-misuse
        thread.start()
    except RuntimeError:
        pass


# Nobody has it, so nobody starts it.
class Icon(Thread):
    # ok: thread-misuse
    def __init__(self):
        self.thread = Thread(target=self.show)
        self.thread.start()

    def show(self):
        one(self.thread)


def show_icon():
    Icon()


scanner = Worker()
scanner.start()


# It has ended, and what it does is done again here.
def scan_again():
    scanner.join()
    # ok: thread-misuse
    scanner.run()
