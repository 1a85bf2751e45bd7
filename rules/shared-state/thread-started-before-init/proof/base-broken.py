"""A base class starts the thread, and the subclass can assign its own attributes only after that.

expected: the thread ended with ['AttributeError']
fails with: AssertionError: the thread has read too early
"""

import threading

errors = []
threading.excepthook = lambda failed: errors.append(failed.exc_type.__name__)


class Base(threading.Thread):
    def __init__(self):
        super().__init__()
        self.start()
        self.join()  # Something slow, so that the thread has all the time that it needs.


class Greeter(Base):
    def __init__(self, greeting):
        # ruleid: thread-started-before-init
        super().__init__()
        self.greeting = greeting

    def run(self):
        print(self.greeting)


Greeter("hello")
print(f"the thread ended with {errors}")
assert not errors, "the thread has read too early"
