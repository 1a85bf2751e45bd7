"""An exception comes between 'acquire' and 'release', and the next caller waits for ever.

expected: the next caller gets the lock: False
fails with: AssertionError: the lock is lost
"""

import threading

lock = threading.Lock()
totals = {}


def add(name, text):
    # ruleid: lock-acquired-without-release-guarantee
    lock.acquire()
    totals[name] = totals.get(name, 0) + int(text)
    lock.release()


def add_all(entries):
    for name, text in entries:
        try:
            add(name, text)
        except ValueError:
            pass  # Not a number: leave it out.


clerk = threading.Thread(target=add_all, args=([("Ada", "12"), ("Bob", "twelve")],))
clerk.start()
clerk.join()

is_free = lock.acquire(timeout=0.2)
print(f"the next caller gets the lock: {is_free}")
assert is_free, "the lock is lost"
