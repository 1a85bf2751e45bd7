"""The job looks between its steps whether anybody still wants it.

expected: the job was stopped: True
"""

import threading
from concurrent.futures import ThreadPoolExecutor, TimeoutError

caller_is_gone = threading.Event()
work_done = []


def work():
    for part in range(3):
        if caller_is_gone.wait(10):
            return
        work_done.append(part)


with ThreadPoolExecutor() as pool:
    job = pool.submit(work)
    try:
        job.result(timeout=0.05)
    except TimeoutError:
        caller_is_gone.set()
stopped = len(work_done) < 3
print(f"the job was stopped: {stopped}")
assert stopped, "neither the timeout nor cancel() reaches a job that runs"
