"""Starts processes when the program has threads already."""
import multiprocessing
import queue


class Worker:
    def __init__(self):
        self.inbox = queue.Queue()

    def run(self):
        print(self.inbox)


def start_all():
    # ruleid: fork-after-threads
    with multiprocessing.Pool(2) as pool:
        # ruleid: unpicklable-process-argument
        pool.apply(Worker().run)
