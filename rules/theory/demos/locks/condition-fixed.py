"""`wait_for` looks again after each waking, and the second consumer waits for a job of its own.

expected: 2 jobs done, 0 consumers woken for nothing
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
        changed.wait_for(lambda: jobs)
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

for expected in (1, 2):
    with changed:
        jobs.append("job")
        changed.notify_all()
    while done < expected:
        time.sleep(0.001)
for consumer in consumers:
    consumer.join()

print(f"{done} jobs done, {for_nothing} consumers woken for nothing")
assert for_nothing == 0, "a woken thread must look again"
