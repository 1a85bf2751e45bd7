"""Each item is called done, whatever becomes of it.

expected: 0 items are not done
"""

import threading
from queue import Queue

jobs = Queue()
quotients = []


def worker():
    while True:
        # ok: task-done-not-guaranteed
        divisor = jobs.get()
        try:
            quotients.append(12 // int(divisor))
        except ZeroDivisionError:
            quotients.append(None)
        finally:
            jobs.task_done()


def wait():
    jobs.join()


for divisor in (3, 0, 4):
    jobs.put(divisor)
thread = threading.Thread(target=worker, daemon=True)
thread.start()
waiter = threading.Thread(target=wait, daemon=True)
waiter.start()
waiter.join(timeout=5)

print(f"{jobs.unfinished_tasks} items are not done")
assert not waiter.is_alive(), "whoever joins the queue waits for ever"
