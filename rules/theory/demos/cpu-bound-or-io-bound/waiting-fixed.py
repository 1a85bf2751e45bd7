"""Three waits in three threads overlap: a thread that waits needs neither a core nor the GIL.

expected: waits that overlap: 3 of 3
"""

import threading
from concurrent.futures import ThreadPoolExecutor

everybody = threading.Barrier(3)


def wait_for_the_others(name):
    everybody.wait(timeout=5)
    return name


with ThreadPoolExecutor(max_workers=3) as pool:
    overlapping = list(pool.map(wait_for_the_others, ["one", "two", "three"]))

print(f"waits that overlap: {len(overlapping)} of 3")
assert len(overlapping) == 3, "the waits followed each other"
