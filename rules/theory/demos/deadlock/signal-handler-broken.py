"""A signal handler runs in the middle of the main thread's code, which may hold the lock that the handler wants.

expected: the handler got the lock: False
fails with: AssertionError: the code that it interrupted holds the lock
"""

import signal
import threading
import time

lock = threading.Lock()
got = []


def handler(number, frame):
    got.append(lock.acquire(timeout=0.3))


signal.signal(signal.SIGINT, handler)
with lock:
    signal.raise_signal(signal.SIGINT)
    while not got:
        time.sleep(0.01)
print(f"the handler got the lock: {got[0]}")
assert got[0], "the code that it interrupted holds the lock"
