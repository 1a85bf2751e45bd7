"""A subclass that leaves out the constructor of Thread cannot be started.

expected: starting
fails with: RuntimeError: thread.__init__() not called
"""

import threading


class Counter(threading.Thread):
    # ruleid: thread-misuse
    def __init__(self):
        self.count = 0

    def run(self):
        self.count += 1


counter = Counter()
print("starting")
counter.start()
