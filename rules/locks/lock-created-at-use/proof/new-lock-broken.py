"""Each thread takes a lock of its own, so both are inside at once and one deposit is lost.

expected: the balance is 1 after two deposits
fails with: AssertionError: one deposit is lost
"""

import threading

balance = 0
both_have_read = threading.Barrier(2)


def deposit():
    global balance
    # ruleid: lock-created-at-use
    with threading.Lock():
        seen = balance
        both_have_read.wait()
        # ruleid: unlocked-shared-global
        balance = seen + 1


threads = [threading.Thread(target=deposit) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"the balance is {balance} after two deposits")
assert balance == 2, "one deposit is lost"
