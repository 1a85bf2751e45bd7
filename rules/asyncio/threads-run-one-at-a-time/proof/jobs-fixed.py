"""All jobs are submitted before anybody asks for a result.

expected: several at a time: True
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
        changed.wait_for(lambda: most > 1, timeout=5)
        running -= 1
    return number


with ThreadPoolExecutor(max_workers=4) as pool:
    futures = [pool.submit(job, number) for number in range(3)]
    for future in futures:
        # ok: threads-run-one-at-a-time
        future.result()

print(f"several at a time: {most > 1}")
assert most > 1, "three workers had nothing to do"
