"""The part that both methods need expects the lock to be held, and takes none.

expected: the thread is still waiting: False
"""

import threading


class Stock:
    def __init__(self):
        self._lock = threading.Lock()
        self._pieces = 0

    def total(self):
        with self._lock:
            return self._total_locked()

    def add(self, count):
        with self._lock:
            self._pieces += count
            return self._total_locked()

    def _total_locked(self):
        return self._pieces


stock = Stock()
thread = threading.Thread(target=stock.add, args=(5,), daemon=True)
thread.start()
thread.join(timeout=10)
print(f"the thread is still waiting: {thread.is_alive()}")
assert not thread.is_alive(), "nobody else can release the lock"
