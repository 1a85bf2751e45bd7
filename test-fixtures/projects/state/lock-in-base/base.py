import threading


class Guarded:
    def __init__(self):
        self._lock = threading.Lock()
        self.items = []
        self.total = 0

    def add(self, item):
        with self._lock:
            self.items.append(item)
            self.total += 1

    def take(self):
        with self._lock:
            self.total -= 1
            return self.items.pop()
