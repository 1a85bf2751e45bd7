"""The old value of an attribute is read into a variable, the new one is written back later."""
import threading


class Account:
    def __init__(self):
        self.balance = 0
        self.limit = 0
        self.state = "idle"
        self.lock = threading.Lock()

    def start(self):
        for _ in range(3):
            threading.Thread(target=self.pay, args=(5,)).start()

    def pay(self, amount):
        before = self.balance
        self.log(amount)
        # ruleid: unlocked-shared-attribute
        self.balance = before - amount
        with self.lock:
            limit = self.limit
        with self.lock:
            # ruleid: unlocked-shared-attribute
            self.limit = limit + amount
        state = self.state
        self.state = "paying"
        # ok: unlocked-shared-attribute
        self.state = state

    def log(self, amount):
        print(amount)


Account().start()
