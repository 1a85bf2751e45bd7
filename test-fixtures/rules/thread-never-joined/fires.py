"""Threads that nobody can wait for, or that never end."""
import threading
import time
from threading import Thread


def work(job):
    print(job)


def forever():
    while True:
        time.sleep(1)


def lost(job):
    # ruleid: thread-never-joined
    Thread(target=work, args=(job,)).start()


def lost_under_a_name(job):
    # ruleid: thread-never-joined
    thread = threading.Thread(target=work, args=(job,), name="worker")
    thread.name = "worker"
    thread.start()


def many(jobs):
    for job in jobs:
        # ruleid: thread-never-joined
        Thread(target=work, args=(job,), daemon=False).start()


# An info.
def endless():
    # ruleid: thread-never-joined
    Thread(target=forever).start()


class Service:
    def start(self):
        # ruleid: thread-never-joined
        self.thread = Thread(target=self.run)
        self.thread.start()

    def run(self):
        while 1:
            work(self)
            time.sleep(1)


class Worker(Thread):
    def run(self):
        while True:
            work(self.name)


def start_worker():
    # ruleid: thread-never-joined
    worker = Worker()
    worker.start()
