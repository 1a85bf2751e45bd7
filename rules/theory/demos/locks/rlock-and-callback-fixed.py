"""The change is finished and the lock is free before anyone is called back, so a plain Lock will do.

expected: the audit found 100 of 100
"""

import threading

lock = threading.Lock()
left, right = 100, 0


def audit():
    with lock:
        return left + right


def transfer(amount, on_done):
    global left, right
    with lock:
        left -= amount
        right += amount
    return on_done()


found = transfer(10, on_done=audit)
print(f"the audit found {found} of 100")
assert found == 100, "the change was only half done"
