"""Every method holds the lock, so the one that removes waits until the one that adds is done.

expected: the stock has {}
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
        with self._lock:
            # ok: inconsistent-lock-guard
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
        other.join(timeout=0.2)  # It has time to run, but it waits for the lock.
    return remove_after_read


sys.settrace(remove_after_read)
inventory.add("apples", 5)
other.join()

stock = inventory.count()
print(f"the stock has {stock}")
assert stock == {}, "the apples were removed"
