"""Two workers see that the queue is not empty, and one of them waits for a job that never comes.

expected: 1 of 2 workers came back
fails with: AssertionError: the other one took the last job
"""

import queue
import threading

jobs = queue.Queue()
jobs.put("the only one")
both_saw_it = threading.Barrier(2)
one_came_back = threading.Event()
back = []


def work():
    # ruleid: check-then-act
    if not jobs.empty():
        both_saw_it.wait()
        jobs.get()
    back.append(threading.current_thread())
    one_came_back.set()


workers = [threading.Thread(target=work, daemon=True) for _ in range(2)]
for worker in workers:
    worker.start()
one_came_back.wait()
for worker in workers:
    worker.join(timeout=0.2)

print(f"{len(back)} of 2 workers came back")
assert len(back) == 2, "the other one took the last job"
