"""Two workers see that one job is left, and both go to take it.

expected: jobs done: 1, workers that wait for ever: 1
fails with: AssertionError: the answer of empty() was out of date
"""

import queue
import threading

jobs = queue.Queue()
jobs.put("the last one")
both_have_asked = threading.Barrier(2)
done = []


def work():
    is_empty = jobs.empty()
    both_have_asked.wait()
    if not is_empty:
        done.append(jobs.get())


workers = [threading.Thread(target=work, daemon=True) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join(timeout=1)

waiting = sum(worker.is_alive() for worker in workers)
print(f"jobs done: {len(done)}, workers that wait for ever: {waiting}", flush=True)
assert waiting == 0, "the answer of empty() was out of date"
