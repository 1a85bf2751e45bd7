"""A thread that never waits is interrupted all the same, here in the middle of an update.

Nothing in `busy` gives the GIL away: it is asked for after the switch interval and handed over.

expected: the total is 1 after two additions
fails with: AssertionError: one update is lost
"""

import sys
import threading

total = 0
slow_has_read = False
quick_is_done = False


def busy():
    global slow_has_read
    slow_has_read = True
    while not quick_is_done:
        pass
    return 1


def slow_add():
    global total
    total += busy()


def quick_add():
    global total, quick_is_done
    while not slow_has_read:
        pass
    total += 1
    quick_is_done = True


print(f"the switch interval is {sys.getswitchinterval() * 1000:g} ms")
threads = [threading.Thread(target=slow_add), threading.Thread(target=quick_add)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"the total is {total} after two additions")
assert total == 2, "one update is lost"
