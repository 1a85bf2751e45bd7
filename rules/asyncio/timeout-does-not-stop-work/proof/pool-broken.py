"""The caller gives up after a moment, and goes on when the job has done everything.

expected: given up, with 3 of 3 parts done
fails with: AssertionError: the caller has waited for all of the job
"""

import threading
from concurrent.futures import ThreadPoolExecutor, TimeoutError

pause = threading.Event()
parts = []


def work():
    for part in range(3):
        pause.wait(0.1)
        parts.append(part)


def ask():
    with ThreadPoolExecutor() as pool:
        job = pool.submit(work)
        try:
            # ruleid: timeout-does-not-stop-work
            return job.result(timeout=0.01)
        except TimeoutError:
            return "given up"


outcome = ask()
print(f"{outcome}, with {len(parts)} of 3 parts done")
assert len(parts) < 3, "the caller has waited for all of the job"
