import contextlib
import queue
import threading


class Worker:
    def __init__(self):
        self.jobs = queue.Queue()
        self.thread = threading.Thread(target=print)

    def next(self, block=True):
        return self.jobs.get(block)

    def stop(self, wait=True, timeout=None):
        if not wait:
            return
        self.thread.join(timeout)


@contextlib.contextmanager
def heartbeat(worker: Worker, *, join_on_exit):
    try:
        yield
    finally:
        if join_on_exit:
            worker.thread.join()


def stop(worker: Worker, wait=True):
    worker.stop(wait=wait)
