"""What both methods need is a third one, which expects its caller to hold the lock.

expected: the thread is still waiting: False
"""

import threading


class Stock:
    def __init__(self):
        self._lock = threading.Lock()
        self._pieces = {}

    def total(self):
        with self._lock:
            return self._total_locked()

    def add(self, name, count):
        with self._lock:
            self._pieces[name] = count
            # ok: lock-reacquired
            return self._total_locked()

    def _total_locked(self):
        return sum(self._pieces.values())


stock = Stock()
thread = threading.Thread(target=stock.add, args=("apples", 5), daemon=True)
thread.start()
thread.join(timeout=5)

print(f"the thread is still waiting: {thread.is_alive()}")
assert not thread.is_alive(), "nobody else can release the lock"
