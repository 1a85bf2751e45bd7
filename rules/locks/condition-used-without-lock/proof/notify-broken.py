"""The producer notifies after it has let go of the lock, which raises, and the consumer sleeps on.

expected: the consumer still waits
fails with: RuntimeError: cannot notify on un-acquired lock
"""

import threading

jobs = []
changed = threading.Condition()
waiting = threading.Semaphore(0)


def consume():
    with changed:
        while not jobs:
            waiting.release()
            changed.wait()
        jobs.pop()


def produce():
    with changed:
        jobs.append("the job")
    # ruleid: condition-used-without-lock
    changed.notify()


consumer = threading.Thread(target=consume, daemon=True)
consumer.start()
waiting.acquire()
try:
    produce()
finally:
    consumer.join(timeout=0.2)
    print("the consumer still waits" if consumer.is_alive() else "the consumer took the job")
