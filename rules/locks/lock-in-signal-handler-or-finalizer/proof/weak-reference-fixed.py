"""The callback leaves a message that needs no lock, and ordinary code does the rest.

expected: the callback got the lock: True
"""

import queue
import threading
import weakref

lock = threading.Lock()
names = {}
pages = {}
gone = queue.SimpleQueue()
forgotten = threading.Event()


class Page:
    pass


def forget(reference):
    # ok: lock-in-signal-handler-or-finalizer
    gone.put(reference)


def add(name):
    pages[name] = page = Page()
    with lock:
        names[weakref.ref(page, forget)] = name


def remove(name):
    with lock:
        del pages[name]
    with lock:
        names.pop(gone.get(), None)
    forgotten.set()


add("start")
threading.Thread(target=remove, args=("start",), daemon=True).start()
got = forgotten.wait(10)
print(f"the callback got the lock: {got}", flush=True)
assert got, "the code that it interrupts holds the lock"
