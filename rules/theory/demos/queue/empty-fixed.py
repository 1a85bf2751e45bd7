"""Take it, and be told if there is none.

expected: jobs done: 1, workers that wait for ever: 0
"""

import queue
import threading

jobs = queue.Queue()
jobs.put("the last one")
done = []


def work():
    try:
        done.append(jobs.get_nowait())
    except queue.Empty:
        pass


workers = [threading.Thread(target=work, daemon=True) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join(timeout=1)

waiting = sum(worker.is_alive() for worker in workers)
print(f"jobs done: {len(done)}, workers that wait for ever: {waiting}", flush=True)
assert waiting == 0, "the answer of empty() was out of date"
