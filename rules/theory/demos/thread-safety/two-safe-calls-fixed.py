"""The account offers what its callers need as one call: look and withdraw under one lock.

expected: balance: 40
"""

import threading


class Account:
    def __init__(self, balance):
        self._lock = threading.Lock()
        self._balance = balance

    def balance(self):
        with self._lock:
            return self._balance

    def withdraw_if_enough(self, amount):
        with self._lock:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True


account = Account(100)
both_are_here = threading.Barrier(2)


def buy(price):
    both_are_here.wait()
    account.withdraw_if_enough(price)


threads = [threading.Thread(target=buy, args=(60,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"balance: {account.balance()}")
assert account.balance() >= 0, "more was paid out than there was"
