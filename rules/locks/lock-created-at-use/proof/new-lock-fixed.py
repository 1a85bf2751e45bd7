"""Both threads take the one lock beside the balance, so the second waits until the first has written.

expected: the balance is 2 after two deposits
"""

import threading

balance = 0
# ok: lock-created-at-use
balance_lock = threading.Lock()
both_have_read = threading.Barrier(2)


def deposit():
    global balance
    with balance_lock:
        seen = balance
        try:
            both_have_read.wait(timeout=0.2)
        except threading.BrokenBarrierError:
            pass  # The other thread waits for the lock.
        balance = seen + 1


threads = [threading.Thread(target=deposit) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"the balance is {balance} after two deposits")
assert balance == 2, "one deposit is lost"
