"""Each visitor waits for another one to come, and leaves alone, as nobody is let in before he has left.

expected: met: 0 of 2
fails with: AssertionError: the threads ran one after the other
"""

import threading

door = threading.Barrier(2)
met = []


def visit(name):
    try:
        door.wait(timeout=0.3)
        met.append(name)
    except threading.BrokenBarrierError:
        door.reset()


for name in ["Ada", "Bob"]:
    visitor = threading.Thread(target=visit, args=(name,))
    visitor.start()
    # ruleid: threads-run-one-at-a-time
    visitor.join()

print(f"met: {len(met)} of 2")
assert len(met) == 2, "the threads ran one after the other"
