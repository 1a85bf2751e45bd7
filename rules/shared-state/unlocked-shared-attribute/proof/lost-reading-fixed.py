"""The object has a lock, and holds it from the read of the total to the write.

expected: the total is 10
"""

import threading

both_have_read = threading.Barrier(2)


class Meter:
    def __init__(self):
        self._lock = threading.Lock()
        self.total = 0

    @property
    def reading(self):
        try:
            both_have_read.wait(timeout=0.2)
        except threading.BrokenBarrierError:
            pass  # Nobody else came in: the other thread waits for the lock.
        return 5

    def measure(self):
        with self._lock:
            # ok: unlocked-shared-attribute
            self.total += self.reading


meter = Meter()
threads = [threading.Thread(target=meter.measure) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"the total is {meter.total}")
assert meter.total == 10, "one of two readings is lost"
