"""The caller starts the thread when the object is finished.

expected: the thread ended with []
"""

import threading

errors = []
threading.excepthook = lambda failed: errors.append(failed.exc_type.__name__)


class Base(threading.Thread):
    def __init__(self):
        super().__init__()


class Greeter(Base):
    def __init__(self, greeting):
        # ok: thread-started-before-init
        super().__init__()
        self.greeting = greeting

    def run(self):
        print(self.greeting)


greeter = Greeter("hello")
greeter.start()
greeter.join()
print(f"the thread ended with {errors}")
assert not errors, "the thread has read too early"
