"""The caller gives up waiting and cancels, but the job that runs already runs on.

expected: the job was stopped: False
fails with: AssertionError: neither the timeout nor cancel() reaches a job that runs
"""

import threading
from concurrent.futures import ThreadPoolExecutor, TimeoutError

caller_is_gone = threading.Event()
work_done = []


def work():
    for part in range(3):
        caller_is_gone.wait(10)
        work_done.append(part)


with ThreadPoolExecutor() as pool:
    job = pool.submit(work)
    try:
        job.result(timeout=0.05)
    except TimeoutError:
        job.cancel()
    caller_is_gone.set()
stopped = len(work_done) < 3
print(f"the job was stopped: {stopped}")
assert stopped, "neither the timeout nor cancel() reaches a job that runs"
