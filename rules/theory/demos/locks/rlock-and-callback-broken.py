"""A callback made under an RLock enters the same lock again and sees a half-done change.

expected: the audit found 90 of 100
fails with: AssertionError: the change was only half done
"""

import threading

lock = threading.RLock()
left, right = 100, 0


def audit():
    with lock:
        return left + right


def transfer(amount, on_debit):
    global left, right
    with lock:
        left -= amount
        found = on_debit()
        right += amount
    return found


found = transfer(10, on_debit=audit)
print(f"the audit found {found} of 100")
assert found == 100, "the change was only half done"
