"""One bad item ends the worker, and the queue is never done.

expected: 2 items are not done
fails with: AssertionError: whoever joins the queue waits for ever
"""

import threading
from queue import Queue

jobs = Queue()
quotients = []


def worker():
    while True:
        # ruleid: task-done-not-guaranteed
        divisor = jobs.get()
        quotients.append(12 // int(divisor))
        jobs.task_done()


def wait():
    jobs.join()


threading.excepthook = lambda args: None
for divisor in (3, 0, 4):
    jobs.put(divisor)
thread = threading.Thread(target=worker, daemon=True)
thread.start()
waiter = threading.Thread(target=wait, daemon=True)
waiter.start()
thread.join(timeout=1)
waiter.join(timeout=1)

print(f"{jobs.unfinished_tasks} items are not done")
assert not waiter.is_alive(), "whoever joins the queue waits for ever"
