"""The 'with' releases the lock whatever happens, and the next caller gets it.

expected: the next caller gets the lock: True
"""

import threading

lock = threading.Lock()
totals = {}


def add(name, text):
    # ok: lock-acquired-without-release-guarantee
    with lock:
        totals[name] = totals.get(name, 0) + int(text)


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
