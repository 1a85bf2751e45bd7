"""`with` releases the lock on every way out of the block, exceptions included.

expected: the next caller gets the lock: True
"""

import threading

lock = threading.Lock()


def update(text):
    with lock:
        return int(text)


try:
    update("three")
except ValueError as error:
    print(f"the caller goes on after: {error}")

free = lock.acquire(timeout=0.2)
print(f"the next caller gets the lock: {free}")
assert free, "nobody released it"
