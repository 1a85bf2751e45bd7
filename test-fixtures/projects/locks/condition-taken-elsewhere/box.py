import threading


class Box:
    def __init__(self):
        self.changed = threading.Condition()
        self.emptied = threading.Condition()
        self.items = []

    def tell(self):
        # ok: condition-used-without-lock
        self.changed.notify()

    def tell_emptied(self):
        # ruleid: condition-used-without-lock
        self.emptied.notify()
