"""A method that holds a plain lock calls another one that takes it: the thread waits for itself.

expected: the thread is still waiting: True
fails with: AssertionError: nobody else can release the lock
"""

import threading


class Stock:
    def __init__(self):
        self._lock = threading.Lock()
        self._pieces = 0

    def total(self):
        with self._lock:
            return self._pieces

    def add(self, count):
        with self._lock:
            self._pieces += count
            return self.total()


stock = Stock()
thread = threading.Thread(target=stock.add, args=(5,), daemon=True)
thread.start()
thread.join(timeout=0.5)
print(f"the thread is still waiting: {thread.is_alive()}")
assert not thread.is_alive(), "nobody else can release the lock"
