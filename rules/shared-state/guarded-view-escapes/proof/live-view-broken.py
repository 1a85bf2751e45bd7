"""A view leaves the lock's region, and a thread adds under the lock while the caller goes through the view.

expected: cleaning is listed
fails with: RuntimeError: dictionary changed size during iteration
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
            # ruleid: guarded-view-escapes
            return self._jobs.keys()


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
