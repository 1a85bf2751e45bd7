"""A thread that the main flow keeps talking to."""
from base import Counting


class Worker(Counting):
    def run(self):
        for _ in range(9):
            self.count()

    def rewind(self):
        self.done = 0
