"""The listeners are copied under the lock, and told without it.

expected: the change was told: True
"""

import threading

told = threading.Event()


class Stock:
    def __init__(self):
        self.lock = threading.Lock()
        self.amounts = {}
        self.listeners = []

    def subscribe(self, listener):
        self.listeners.append(listener)

    def set(self, name, amount):
        with self.lock:
            self.amounts[name] = amount
            listeners = list(self.listeners)
        for listener in listeners:
            # ok: callback-under-lock
            listener(name)
        told.set()

    def amount(self, name):
        with self.lock:
            return self.amounts[name]


stock = Stock()
stock.subscribe(stock.amount)
threading.Thread(target=stock.set, args=("tea", 3), daemon=True).start()
was_told = told.wait(10)
print(f"the change was told: {was_told}", flush=True)
assert was_told, "the listener waits for the lock that its caller holds"
