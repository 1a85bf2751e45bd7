"""The flag says that the answer is there, and the thread that waits for it is quicker than the answer.

expected: the answer is None
fails with: AssertionError: the flag came too early
"""

import threading


class Job:
    def __init__(self):
        self.done = False
        self.answer = None
        self.flag_is_set = threading.Event()
        self.reader_is_done = threading.Event()

    def compute(self):
        self.flag_is_set.set()
        self.reader_is_done.wait(timeout=0.2)
        return 42

    def run(self):
        # ruleid: publish-then-fill
        self.done = True
        self.answer = self.compute()

    def look(self):
        if self.done:
            return self.answer
        return "not there yet"


job = Job()
thread = threading.Thread(target=job.run)
thread.start()
job.flag_is_set.wait()
found = job.look()
job.reader_is_done.set()
thread.join()
print(f"the answer is {found}", flush=True)
assert found is not None, "the flag came too early"
