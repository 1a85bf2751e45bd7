"""The flag is set last, so that whoever sees it finds the answer.

expected: the answer is not there yet
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
        self.answer = self.compute()
        # ok: publish-then-fill
        self.done = True

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
