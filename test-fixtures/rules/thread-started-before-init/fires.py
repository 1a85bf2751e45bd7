"""Threads that read what the constructor assigns only after it has started them."""
import threading
from concurrent.futures import ThreadPoolExecutor
from threading import Thread


class Direct:
    def __init__(self):
        # ruleid: thread-started-before-init
        Thread(target=self.run, daemon=True).start()
        self.count = 0
        self.name = "direct"

    def run(self):
        self.count += 1
        print(self.name)


class Kept:
    def __init__(self):
        self.worker = Thread(target=self.run)
        # ruleid: thread-started-before-init
        self.worker.start()
        self.running = True

    def run(self):
        while self.running:
            pass


class ThroughMethods:
    def __init__(self):
        # ruleid: thread-started-before-init
        self.begin()
        self.prepare()

    def begin(self):
        Thread(target=self.run).start()

    def prepare(self):
        self.rows = []

    def run(self):
        self.step()

    def step(self):
        print(self.rows)


class Itself(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        # ruleid: thread-started-before-init
        self.start()
        self.rows = []

    def run(self):
        print(self.rows)


class Base:
    def __init__(self):
        self.thread = Thread(target=self.run)
        self.thread.start()

    def run(self):
        self.work()

    def work(self):
        pass


class Derived(Base):
    def __init__(self):
        # ruleid: thread-started-before-init
        super().__init__()
        self.rows = []

    def work(self):
        print(self.rows)


class ByName(Base):
    def __init__(self):
        # ruleid: thread-started-before-init
        Base.__init__(self)
        self.rows = []

    def work(self):
        print(self.rows)


class InPool:
    def __init__(self):
        self.pool = ThreadPoolExecutor()
        # ruleid: thread-started-before-init
        self.pool.submit(self.run)
        self.rows = []

    def run(self):
        print(self.rows)


class Inner:
    def __init__(self):
        def run():
            print(self.rows)

        # ruleid: thread-started-before-init
        Thread(target=run).start()
        self.rows = []


class Joined:
    def __init__(self):
        worker = Thread(target=self.run)
        # ruleid: thread-started-before-init
        worker.start()
        worker.join()
        self.rows = []

    def run(self):
        print(self.rows)


class Slow:
    def __init__(self):
        # ruleid: thread-started-before-init
        threading.Timer(5, self.run).start()
        self.rows = []

    def run(self):
        print(self.rows)
