"""Everything is assigned before the thread starts.

expected: the thread ended with []
"""

import threading

errors = []
threading.excepthook = lambda failed: errors.append(failed.exc_type.__name__)


class Sampler:
    def __init__(self):
        self.samples = []
        thread = threading.Thread(target=self.run)
        # ok: thread-started-before-init
        thread.start()
        thread.join()

    def run(self):
        self.samples.append(1)


sampler = Sampler()
print(f"the thread ended with {errors}")
assert not errors, "the thread has read too early"
