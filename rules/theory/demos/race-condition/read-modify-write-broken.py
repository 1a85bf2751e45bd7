"""Two threads add to one total, and both read it before either writes it back.

expected: the total is 1 after two additions
fails with: AssertionError: one update is lost
"""

import threading

total = 0
both_have_read = threading.Barrier(2)


def price():
    # `total += price()` has read the total by now: wait until the other thread has, too.
    both_have_read.wait()
    return 1


def add():
    global total
    total += price()


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"the total is {total} after two additions")
assert total == 2, "one update is lost"
