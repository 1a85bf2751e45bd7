import threading


class Counting(threading.Thread):
    def __init__(self):
        super().__init__()
        self.done = 0

    def count(self):
        # ruleid: unlocked-shared-attribute
        self.done += 1
