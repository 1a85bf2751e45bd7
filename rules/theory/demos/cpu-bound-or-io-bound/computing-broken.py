"""Two threads that compute take turns, as both need the GIL.

expected: cores in use: 1
fails with: AssertionError: the threads took turns
"""

import threading
import time


def compute(rounds):
    total = 0
    for number in range(rounds):
        total += number * number
    return total


threads = [threading.Thread(target=compute, args=(2_000_000,)) for _ in range(2)]
wall, cpu = time.perf_counter(), time.process_time()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

cores = max(1, round(cpu / wall))
print(f"cores in use: {cores}")
assert cores > 1, "the threads took turns"
