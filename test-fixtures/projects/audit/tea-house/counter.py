"""Attributes: of an object that all threads have, of one that a thread is given, of the class."""
import threading


class Counter:
    made = 0

    def __init__(self):
        self.lock = threading.Lock()
        self.sold = 0
        self.last = None
        self.pots = []

    def sell(self, pot):
        with self.lock:
            self.sold += 1
            self.pots.append(pot)
        self.last = pot
        # ruleid: unlocked-shared-attribute
        Counter.made += 1

    def forget(self):
        with self.lock:
            self.pots.clear()


class Till:
    def __init__(self):
        self.coins = 0

    def watch(self):
        self.coins = 1

    def total(self):
        return self.coins
