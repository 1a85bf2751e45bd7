"""The result is asked for before the next job is submitted, so one worker of four does everything.

expected: at most 1 at a time
fails with: AssertionError: three workers had nothing to do
"""

import threading
from concurrent.futures import ThreadPoolExecutor

running = 0
most = 0
changed = threading.Condition()


def job(number):
    global running, most
    with changed:
        running += 1
        most = max(most, running)
        changed.notify_all()
        changed.wait_for(lambda: most > 1, timeout=0.2)
        running -= 1
    return number


with ThreadPoolExecutor(max_workers=4) as pool:
    for number in range(3):
        future = pool.submit(job, number)
        # ruleid: threads-run-one-at-a-time
        future.result()

print(f"at most {most} at a time")
assert most > 1, "three workers had nothing to do"
