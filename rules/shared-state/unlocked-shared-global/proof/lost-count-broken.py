"""Two threads count a visit, and both read the old count before either writes the new one.

expected: 1 of 2 visits counted
fails with: AssertionError: one visit is lost
"""

import threading

visits = 0
both_have_read = threading.Barrier(2)


def weight():
    # `visits += weight()` has read `visits` by now: wait until the other thread has, too.
    both_have_read.wait()
    return 1


def visit():
    global visits
    # ruleid: unlocked-shared-global
    visits += weight()


threads = [threading.Thread(target=visit) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"{visits} of 2 visits counted")
assert visits == 2, "one visit is lost"
