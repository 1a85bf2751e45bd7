"""Each method of the account takes its lock, but between the two calls another thread withdraws, too.

expected: balance: -20
fails with: AssertionError: more was paid out than there was
"""

import threading


class Account:
    def __init__(self, balance):
        self._lock = threading.Lock()
        self._balance = balance

    def balance(self):
        with self._lock:
            return self._balance

    def withdraw(self, amount):
        with self._lock:
            self._balance -= amount


account = Account(100)
both_have_looked = threading.Barrier(2)


def buy(price):
    is_enough = account.balance() >= price
    both_have_looked.wait()
    if is_enough:
        account.withdraw(price)


threads = [threading.Thread(target=buy, args=(60,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"balance: {account.balance()}")
assert account.balance() >= 0, "more was paid out than there was"
