"""An exception between `acquire()` and `release()` leaves the lock taken for ever.

expected: the next caller gets the lock: False
fails with: AssertionError: nobody released it
"""

import threading

lock = threading.Lock()


def update(text):
    lock.acquire()
    number = int(text)
    lock.release()
    return number


try:
    update("three")
except ValueError as error:
    print(f"the caller goes on after: {error}")

free = lock.acquire(timeout=0.2)
print(f"the next caller gets the lock: {free}")
assert free, "nobody released it"
