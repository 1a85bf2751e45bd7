"""The balance is declared to be guarded, one method forgets it, and a withdrawal is lost.

The amount is an object that lets the other thread in while it is added, as any call may.

expected: the balance is 110
fails with: AssertionError: the withdrawal of 30 is lost
"""

import threading


class Account:
    def __init__(self):
        self._lock = threading.Lock()
        self.balance = 100  # interleave: guarded-by=_lock

    def deposit(self, amount):
        # ruleid: guarded-by-violation
        self.balance += amount

    def withdraw(self, amount):
        with self._lock:
            self.balance -= amount

    def current(self):
        with self._lock:
            return self.balance


class Amount:
    def __radd__(self, balance):
        # `self.balance += amount` has read the balance by now.
        other.start()
        other.join()
        return balance + 10


account = Account()
other = threading.Thread(target=account.withdraw, args=(30,))
account.deposit(Amount())

balance = account.current()
print(f"the balance is {balance}")
assert balance == 80, "the withdrawal of 30 is lost"
