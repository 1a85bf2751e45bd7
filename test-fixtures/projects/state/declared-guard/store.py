import threading

lock = threading.Lock()
prices = {}  # interleave: guarded-by=lock


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.stock = {}  # interleave: guarded-by=lock

    def count(self):  # interleave: requires=lock
        return len(self.stock)
