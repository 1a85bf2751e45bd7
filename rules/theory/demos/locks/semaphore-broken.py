"""A semaphore of 2 lets two threads in, and both read the total before either writes it.

expected: the total is 1 after two additions
fails with: AssertionError: one update is lost
"""

import threading

total = 0
gate = threading.Semaphore(2)
both_have_read = threading.Barrier(2)


def add():
    global total
    with gate:
        seen = total
        both_have_read.wait()
        total = seen + 1


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"the total is {total} after two additions")
assert total == 2, "one update is lost"
