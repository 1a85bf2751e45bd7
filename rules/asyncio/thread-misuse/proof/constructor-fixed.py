"""The constructor of Thread comes first.

expected: counted: 1
"""

import threading


class Counter(threading.Thread):
    # ok: thread-misuse
    def __init__(self):
        super().__init__()
        self.count = 0

    def run(self):
        self.count += 1


counter = Counter()
counter.start()
counter.join()
print("counted:", counter.count)
