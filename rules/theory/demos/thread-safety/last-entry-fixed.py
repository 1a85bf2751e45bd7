"""Taking an entry is one operation, which says itself that there is none.

expected: one thread got the job, the other none
"""

import threading
from collections import deque

jobs = deque(["job"])
got = []
both_are_here = threading.Barrier(2)


def work():
    both_are_here.wait()
    try:
        got.append(jobs.popleft())
    except IndexError:
        got.append(None)


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

assert sorted(got, key=str) == [None, "job"], got
print("one thread got the job, the other none")
