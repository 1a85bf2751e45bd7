"""Context managers that several threads enter, and some that one thread does."""
import threading
import time


class Timer:
    def __enter__(self):
        self.started = time.monotonic()
        return self

    def __exit__(self, *error):
        print(time.monotonic() - self.started)


class PerThread:
    def __init__(self):
        self.local = threading.local()

    def __enter__(self):
        self.local.started = time.monotonic()

    def __exit__(self, *error):
        print(time.monotonic() - self.local.started)


shared = Timer()
per_thread = PerThread()
only_main = Timer()
locked = Timer()
lock = threading.Lock()


def work():
    # ruleid: shared-call-state
    with shared:
        time.sleep(0.1)
    # ok: shared-call-state
    with per_thread:
        time.sleep(0.1)
    # ok: shared-call-state
    with Timer():
        time.sleep(0.1)
    # ok: shared-call-state
    with lock, locked:
        time.sleep(0.1)
    mine = Timer()
    # ok: shared-call-state
    with mine:
        time.sleep(0.1)


class Service:
    def __init__(self):
        self.timer = Timer()

    def start(self):
        for _ in range(3):
            threading.Thread(target=self.handle).start()

    def handle(self):
        # ruleid: shared-call-state
        with self.timer:
            time.sleep(0.1)


# ok: shared-call-state
with only_main:
    time.sleep(0.1)
for _ in range(4):
    threading.Thread(target=work).start()
Service().start()
