import atexit
import gc
import logging
import queue
import threading
import weakref

lock = threading.Lock()
again = threading.RLock()
jobs = queue.Queue()
freed = queue.SimpleQueue()
open_files = {}


class File:
    def __init__(self, name):
        self.lock = threading.Lock()
        self.name = name
        self.queue = queue.Queue()
        with lock:
            open_files[name] = id(self)

    def close(self):
        # ok: lock-in-signal-handler-or-finalizer
        with self.lock:
            self.name = None

    def __del__(self):
        # ok: lock-in-signal-handler-or-finalizer
        self.close()
        # ok: lock-in-signal-handler-or-finalizer
        self.queue.put(None)
        # ruleid: lock-in-signal-handler-or-finalizer
        with lock:
            open_files.pop(self.name, None)
        # ok: lock-in-signal-handler-or-finalizer
        with again:
            open_files.clear()
        # ok: lock-in-signal-handler-or-finalizer
        freed.put(self.name)
        # ok: lock-in-signal-handler-or-finalizer
        logging.warning("%s is gone", self.name)


class Pool:
    def __init__(self):
        self.lock = threading.Lock()
        self.free = []

    def take(self):
        with self.lock:
            return self.free.pop()

    def give(self, connection):
        with self.lock:
            self.free.append(connection)


class Lease:
    def __init__(self, pool: Pool):
        self.pool = pool
        self.connection = pool.take()

    def __del__(self):
        # ruleid: lock-in-signal-handler-or-finalizer
        self.pool.give(self.connection)


class Cache:
    def __init__(self):
        self.lock = threading.Lock()
        self.entries = {}

    def forget(self, reference):
        # ruleid: lock-in-signal-handler-or-finalizer
        with self.lock:
            self.entries.pop(reference, None)

    def remember(self, thing):
        reference = weakref.ref(thing, self.forget)
        with self.lock:
            self.entries[reference] = str(thing)


def on_collection(phase, info):
    # ruleid: lock-in-signal-handler-or-finalizer
    jobs.put(phase)


def clean_up():
    # ok: lock-in-signal-handler-or-finalizer
    with lock:
        open_files.clear()


def work():
    while True:
        File(jobs.get())


gc.callbacks.append(on_collection)
atexit.register(clean_up)
threading.Thread(target=work).start()


class Shop:
    def __init__(self):
        self.pool = Pool()

    def __del__(self):
        # An info: the pool is the shop's own, so at most a thread of the pool has it.
        # ruleid: lock-in-signal-handler-or-finalizer
        self.pool.give(None)
