"""`get_nowait` looks and takes in one step, and the worker that comes too late is told so.

expected: 2 of 2 workers came back
"""

import queue
import threading

jobs = queue.Queue()
jobs.put("the only one")
both_are_here = threading.Barrier(2)
back = []


def work():
    both_are_here.wait()
    try:
        # ok: check-then-act
        jobs.get_nowait()
    except queue.Empty:
        pass
    back.append(threading.current_thread())


workers = [threading.Thread(target=work, daemon=True) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join(timeout=5)

print(f"{len(back)} of 2 workers came back")
assert len(back) == 2, "the other one took the last job"
