"""A method that holds the lock calls another one that takes it, and its thread waits for itself.

expected: the thread is still waiting: True
fails with: AssertionError: nobody else can release the lock
"""

import threading


class Stock:
    def __init__(self):
        self._lock = threading.Lock()
        self._pieces = {}

    def total(self):
        with self._lock:
            return sum(self._pieces.values())

    def add(self, name, count):
        with self._lock:
            self._pieces[name] = count
            # ruleid: lock-reacquired
            return self.total()


stock = Stock()
thread = threading.Thread(target=stock.add, args=("apples", 5), daemon=True)
thread.start()
thread.join(timeout=0.2)

print(f"the thread is still waiting: {thread.is_alive()}")
assert not thread.is_alive(), "nobody else can release the lock"
