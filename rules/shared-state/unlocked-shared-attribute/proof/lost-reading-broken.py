"""Two threads add to the total of one object, and both read it before either writes it.

What is added looks like a plain attribute and is a property: a call, where any other thread may come in.

expected: the total is 5
fails with: AssertionError: one of two readings is lost
"""

import threading

both_have_read = threading.Barrier(2)


class Meter:
    def __init__(self):
        self.total = 0

    @property
    def reading(self):
        # `self.total += self.reading` has read the total by now: wait until the other thread has, too.
        both_have_read.wait()
        return 5

    def measure(self):
        # ruleid: unlocked-shared-attribute
        self.total += self.reading


meter = Meter()
threads = [threading.Thread(target=meter.measure) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"the total is {meter.total}")
assert meter.total == 10, "one of two readings is lost"
