"""The thread is faster than the rest of the constructor, and the attribute that it reads is not there.

expected: the thread ended with ['AttributeError']
fails with: AssertionError: the thread has read too early
"""

import threading

errors = []
threading.excepthook = lambda failed: errors.append(failed.exc_type.__name__)


class Sampler:
    def __init__(self):
        thread = threading.Thread(target=self.run)
        # ruleid: thread-started-before-init
        thread.start()
        thread.join()  # Something slow, so that the thread has all the time that it needs.
        self.samples = []

    def run(self):
        self.samples.append(1)


sampler = Sampler()
print(f"the thread ended with {errors}")
assert not errors, "the thread has read too early"
