class Order:
    made = 0
    names: dict = {}

    def __init__(self, name):
        # ruleid: unlocked-shared-attribute
        Order.made += 1
        # ruleid: check-then-act
        if name not in Order.names:
            Order.names[name] = []
        Order.names[name].append(self)
        self.lines = 0

    def add(self):
        # Each thread has an order of its own.
        # ok: unlocked-shared-attribute
        self.lines += 1
