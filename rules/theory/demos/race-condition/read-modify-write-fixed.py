"""The slow call comes first, and one lock covers the read and the write together.

expected: the total is 2 after two additions
"""

import threading

total = 0
total_lock = threading.Lock()
both_have_a_price = threading.Barrier(2)


def price():
    both_have_a_price.wait()
    return 1


def add():
    global total
    amount = price()
    with total_lock:
        total += amount


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"the total is {total} after two additions")
assert total == 2, "one update is lost"
