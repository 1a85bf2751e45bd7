"""The callback of a weak reference takes the lock under which the last reference is dropped.

expected: the callback got the lock: False
fails with: AssertionError: the code that it interrupts holds the lock
"""

import threading
import weakref

lock = threading.Lock()
names = {}
pages = {}
forgotten = threading.Event()


class Page:
    pass


def forget(reference):
    # ruleid: lock-in-signal-handler-or-finalizer
    with lock:
        names.pop(reference, None)
    forgotten.set()


def add(name):
    pages[name] = page = Page()
    with lock:
        names[weakref.ref(page, forget)] = name


def remove(name):
    with lock:
        del pages[name]


add("start")
threading.Thread(target=remove, args=("start",), daemon=True).start()
got = forgotten.wait(0.5)
print(f"the callback got the lock: {got}", flush=True)
assert got, "the code that it interrupts holds the lock"
