"""One object for the process, in a module of its own."""
import threading

from statistics_of_app import Statistics


class App:
    def __init__(self):
        self.requests = 0
        self.safe = 0
        self.client = None
        self.lock = threading.Lock()
        self.statistics = Statistics()

    def handle(self, path):
        # ruleid: unlocked-shared-attribute
        self.requests += 1
        with self.lock:
            # ok: unlocked-shared-attribute
            self.safe += 1
        self.statistics.add(path)
        # ruleid: check-then-act
        if self.client is None:
            self.client = Statistics()


app = App()
