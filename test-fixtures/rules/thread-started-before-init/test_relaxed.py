"""In a test: a hint."""
import threading


class Worker:
    def __init__(self):
        # ruleid: thread-started-before-init
        threading.Thread(target=self.run).start()
        self.rows = []

    def run(self):
        print(self.rows)


def test_worker():
    Worker()
