import threading

lock = threading.Lock()
totals = {}


class Worker(threading.Thread):
    def run(self):
        self.count()

    def count(self):
        with lock:
            totals["a"] = 1


def look():
    with lock:
        return totals.get("a")


def one():
    worker = Worker()
    worker.start()
    with lock:
        # ruleid: blocking-call-under-lock
        worker.join()


class Crew:
    def __init__(self):
        self.lock = threading.Lock()
        self.names = []
        self.workers = [threading.Thread(target=self.work) for _ in range(3)]
        for worker in self.workers:
            worker.start()

    def work(self):
        with self.lock:
            self.names.append("one")

    def end(self):
        with self.lock:
            for worker in self.workers:
                # Nobody knows yet what a list holds that another method has filled.
                # todoruleid: blocking-call-under-lock
                worker.join()

    def end_one(self):
        timer = threading.Timer(1, self.work)
        timer.start()
        with self.lock:
            # ruleid: blocking-call-under-lock
            timer.join()


class Other:
    """Its threads need the lock of a crew, and not its own."""

    def __init__(self, crew: Crew):
        self.lock = threading.Lock()
        self.names = []
        self.thread = threading.Thread(target=crew.work)
        self.thread.start()

    def name(self):
        with self.lock:
            return self.names

    def end(self):
        with self.lock:
            # An info: the thread does not need this lock.
            # ruleid: blocking-call-under-lock
            self.thread.join()


one()
look()
Crew().end()
Crew().end_one()
Other(Crew()).end()
