"""Every access holds the declared guard, so the withdrawal waits until the deposit is done.

expected: the balance is 80
"""

import threading


class Account:
    def __init__(self):
        self._lock = threading.Lock()
        self.balance = 100  # interleave: guarded-by=_lock

    def deposit(self, amount):
        with self._lock:
            # ok: guarded-by-violation
            self.balance += amount

    def withdraw(self, amount):
        with self._lock:
            self.balance -= amount

    def current(self):
        with self._lock:
            return self.balance


class Amount:
    def __radd__(self, balance):
        other.start()
        other.join(timeout=0.2)  # It has time to run, but it waits for the lock.
        return balance + 10


account = Account()
other = threading.Thread(target=account.withdraw, args=(30,))
account.deposit(Amount())
other.join()

balance = account.current()
print(f"the balance is {balance}")
assert balance == 80, "the withdrawal of 30 is lost"
