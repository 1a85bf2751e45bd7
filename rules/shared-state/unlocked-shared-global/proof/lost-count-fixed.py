"""One lock covers the read and the write, so the second thread reads what the first one wrote.

expected: 2 of 2 visits counted
"""

import threading

visits = 0
visits_lock = threading.Lock()
both_have_read = threading.Barrier(2)


def weight():
    try:
        both_have_read.wait(timeout=0.2)
    except threading.BrokenBarrierError:
        pass  # Nobody else came in: the other thread waits for the lock.
    return 1


def visit():
    global visits
    with visits_lock:
        # ok: unlocked-shared-global
        visits += weight()


threads = [threading.Thread(target=visit) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"{visits} of 2 visits counted")
assert visits == 2, "one visit is lost"
