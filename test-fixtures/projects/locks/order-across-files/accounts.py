"""The money, with a lock of its own."""
import threading

import journal

lock = threading.Lock()
balances = {}


def deposit(name, amount):
    with lock:
        balances[name] = amount
        journal.write(name, amount)


def snapshot():
    # ruleid: lock-order-inversion
    with lock:
        return dict(balances)
