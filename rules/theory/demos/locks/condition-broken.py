"""Two consumers are woken for one job, and the one that does not look again finds none.

expected: 1 job done, 1 consumer woken for nothing
fails with: AssertionError: a woken thread must look again
"""

import threading
import time

jobs = []
changed = threading.Condition()
waiting = done = for_nothing = 0


def consume():
    global waiting, done, for_nothing
    with changed:
        waiting += 1
        if not jobs:
            changed.wait()
        try:
            jobs.pop()
            done += 1
        except IndexError:
            for_nothing += 1


consumers = [threading.Thread(target=consume) for _ in range(2)]
for consumer in consumers:
    consumer.start()
while waiting < 2:
    time.sleep(0.001)

with changed:
    jobs.append("job")
    changed.notify_all()
for consumer in consumers:
    consumer.join()

print(f"{done} job done, {for_nothing} consumer woken for nothing")
assert for_nothing == 0, "a woken thread must look again"
