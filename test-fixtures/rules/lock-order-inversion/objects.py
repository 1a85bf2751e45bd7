"""The locks of objects."""
import threading


class Account:
    def __init__(self, parent=None):
        self.lock = threading.Lock()
        self.parent = parent
        self.number = 0

    def transfer(self, other, amount):
        with self.lock:
            # ruleid: lock-order-inversion
            with other.lock:
                print(amount)

    def transfer_at_once(self, other, amount):
        # ruleid: lock-order-inversion
        with self.lock, other.lock:
            print(amount)

    def transfer_in_order(self, other, amount):
        first, second = (self, other) if self.number < other.number else (other, self)
        with first.lock:
            # ok: lock-order-inversion
            with second.lock:
                print(amount)

    def transfer_by_number(self, other, amount):
        if self.number < other.number:
            # ok: lock-order-inversion
            with self.lock, other.lock:
                print(amount)
        else:
            # ok: lock-order-inversion
            with other.lock, self.lock:
                print(amount)

    def upwards(self):
        with self.lock:
            # ok: lock-order-inversion
            with self.parent.lock:
                print("the parent comes second")


def swap(one: Account, two: Account):
    with one.lock:
        # ruleid: lock-order-inversion
        with two.lock:
            print("swapped")


def swap_sorted(one, two):
    if two.number < one.number:
        one, two = two, one
    with one.lock:
        # ok: lock-order-inversion
        with two.lock:
            print("swapped")


def under_something_else(one, two):
    with one.file:
        # ok: lock-order-inversion
        with two.file:
            print("files")


class Store:
    """Called from outside, nobody knows from where."""

    def __init__(self):
        self._items = threading.Lock()
        self._log = threading.Lock()

    def put(self):
        with self._items:
            self._write()

    def _write(self):
        # ruleid: lock-order-inversion
        with self._log:
            print("written")

    def dump(self):
        with self._log:
            with self._items:
                print("dumped")
