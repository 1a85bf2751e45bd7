"""A lock, or a semaphore of 1, lets one thread in.

expected: the total is 2 after two additions
"""

import threading

total = 0
gate = threading.Lock()
both_have_read = threading.Barrier(2)


def add():
    global total
    with gate:
        seen = total
        try:
            both_have_read.wait(timeout=0.2)
        except threading.BrokenBarrierError:
            pass  # The other thread is not let in.
        total = seen + 1


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"the total is {total} after two additions")
assert total == 2, "one update is lost"
