"""Asking whether a deque has entries and taking one are two operations, each atomic, and not together.

expected: both threads saw 1 job
fails with: IndexError: pop from an empty deque
"""

import threading
from collections import deque

jobs = deque(["job"])
seen = []
both_have_looked = threading.Barrier(2)
errors = []


def work():
    if jobs:
        seen.append(len(jobs))
        both_have_looked.wait()
        try:
            jobs.popleft()
        except IndexError as error:
            errors.append(error)


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"both threads saw {seen[0]} job" if seen == [1, 1] else seen)
if errors:
    raise errors[0]
