"""All but one method hold the lock, and what that one removes is put back by a thread that holds it.

The trace hook stops `add` after it has read the stock, while it holds the lock.

expected: the stock has {'apples': 8}
fails with: AssertionError: the apples were removed
"""

import sys
import threading


class Inventory:
    def __init__(self):
        self._lock = threading.Lock()
        self._stock = {"apples": 3}

    def add(self, name, number):
        with self._lock:
            before = self._stock.get(name, 0)
            self._stock[name] = before + number

    def take(self, name):
        with self._lock:
            self._stock[name] -= 1

    def remove(self, name):
        # ruleid: inconsistent-lock-guard
        self._stock.pop(name, None)

    def count(self):
        with self._lock:
            return dict(self._stock)


inventory = Inventory()
other = threading.Thread(target=inventory.remove, args=("apples",))


def remove_after_read(frame, event, argument):
    if frame.f_code is Inventory.add.__code__ and "before" in frame.f_locals:
        sys.settrace(None)
        other.start()
        other.join()
    return remove_after_read


sys.settrace(remove_after_read)
inventory.add("apples", 5)

stock = inventory.count()
print(f"the stock has {stock}")
assert stock == {}, "the apples were removed"
