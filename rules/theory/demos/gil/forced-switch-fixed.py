"""The same switch does no harm when the busy call comes first and a lock covers the update.

expected: the total is 2 after two additions
"""

import sys
import threading

total = 0
total_lock = threading.Lock()
slow_has_begun = False
quick_is_done = False


def busy():
    global slow_has_begun
    slow_has_begun = True
    while not quick_is_done:
        pass
    return 1


def slow_add():
    global total
    amount = busy()
    with total_lock:
        total += amount


def quick_add():
    global total, quick_is_done
    while not slow_has_begun:
        pass
    with total_lock:
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
