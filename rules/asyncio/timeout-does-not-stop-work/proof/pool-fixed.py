"""The job looks at an Event between its parts, and the caller sets it when time is up.

expected: given up, with 0 of 3 parts done
"""

import threading
from concurrent.futures import ThreadPoolExecutor, TimeoutError

parts = []


def work(stop):
    for part in range(3):
        if stop.wait(0.1):
            return
        parts.append(part)


def ask():
    stop = threading.Event()
    with ThreadPoolExecutor() as pool:
        job = pool.submit(work, stop)
        try:
            # ok: timeout-does-not-stop-work
            return job.result(timeout=0.01)
        except TimeoutError:
            stop.set()
            return "given up"


outcome = ask()
print(f"{outcome}, with {len(parts)} of 3 parts done")
assert len(parts) < 3, "the caller has waited for all of the job"
