"""A barrier holds threads back until all are there, and then lets all of them go on together.

expected: the total is 1 after two additions
fails with: AssertionError: one update is lost
"""

import threading

total = 0
start_line = threading.Barrier(2)
both_have_read = threading.Barrier(2)


def add():
    global total
    start_line.wait()
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
