"""The barrier says when to start, and the lock says who may change the total.

expected: the total is 2 after two additions
"""

import threading

total = 0
total_lock = threading.Lock()
start_line = threading.Barrier(2)
both_have_read = threading.Barrier(2)


def add():
    global total
    start_line.wait()
    with total_lock:
        seen = total
        try:
            both_have_read.wait(timeout=0.2)
        except threading.BrokenBarrierError:
            pass  # The other thread waits for the lock.
        total = seen + 1


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"the total is {total} after two additions")
assert total == 2, "one update is lost"
