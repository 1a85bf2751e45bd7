"""Two consumers are woken for one job, and the second takes from an empty list.

expected: the second consumer found no job
fails with: AssertionError: a consumer took a job that was not there
"""

import threading

jobs = []
results = []
changed = threading.Condition()
waiting = threading.Semaphore(0)


def consume():
    with changed:
        if not jobs:
            waiting.release()
            # ruleid: condition-wait-outside-loop
            changed.wait()
        results.append(jobs.pop() if jobs else None)


consumers = [threading.Thread(target=consume) for _ in range(2)]
for consumer in consumers:
    consumer.start()
for _ in consumers:
    waiting.acquire()
# Whoever waits gives up the lock, so once it is had, both of them sleep.
with changed:
    jobs.append("the job")
    changed.notify_all()
for consumer in consumers:
    consumer.join()

if None in results:
    print("the second consumer found no job")
assert None not in results, "a consumer took a job that was not there"
