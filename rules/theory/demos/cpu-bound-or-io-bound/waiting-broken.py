"""Three waits, each of which begins when the one before is over.

expected: waits that overlap: 0 of 3
fails with: AssertionError: the waits followed each other
"""

import threading

everybody = threading.Barrier(3)
overlapping = []


def wait_for_the_others(name):
    try:
        everybody.wait(timeout=0.2)
        overlapping.append(name)
    except threading.BrokenBarrierError:
        everybody.reset()


for name in ["one", "two", "three"]:
    wait_for_the_others(name)

print(f"waits that overlap: {len(overlapping)} of 3")
assert len(overlapping) == 3, "the waits followed each other"
