"""The copy is made under the lock, and belongs to the caller alone.

expected: cleaning is listed
"""

import threading


class Jobs:
    def __init__(self):
        self._lock = threading.Lock()
        self._jobs = {}

    def add(self, name):
        with self._lock:
            self._jobs[name] = "waiting"

    def names(self):
        with self._lock:
            # ok: guarded-view-escapes
            return list(self._jobs)


jobs = Jobs()
listing = threading.Event()
added = threading.Event()


def add_late():
    listing.wait()
    jobs.add("baking")
    added.set()


jobs.add("cleaning")
thread = threading.Thread(target=add_late)
thread.start()
for name in jobs.names():
    print(f"{name} is listed", flush=True)
    listing.set()
    added.wait()
thread.join()
