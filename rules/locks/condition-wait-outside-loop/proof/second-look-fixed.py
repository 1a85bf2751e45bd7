"""Whoever is woken looks again, so the second consumer waits until there is a job for it.

expected: both consumers took a job
"""

import threading

jobs = []
results = []
changed = threading.Condition()
waiting = threading.Semaphore(0)


def consume():
    with changed:
        while not jobs:
            waiting.release()
            # ok: condition-wait-outside-loop
            changed.wait()
        results.append(jobs.pop() if jobs else None)


consumers = [threading.Thread(target=consume) for _ in range(2)]
for consumer in consumers:
    consumer.start()
for _ in consumers:
    waiting.acquire()
with changed:
    jobs.append("the job")
    changed.notify_all()
# The one that found nothing waits again.
waiting.acquire()
with changed:
    jobs.append("another job")
    changed.notify_all()
for consumer in consumers:
    consumer.join()

assert None not in results, "a consumer took a job that was not there"
print("both consumers took a job")
