"""All visitors are let in before anybody waits for one to leave.

expected: met: 2 of 2
"""

import threading

door = threading.Barrier(2)
met = []


def visit(name):
    door.wait(timeout=5)
    met.append(name)


visitors = [threading.Thread(target=visit, args=(name,)) for name in ["Ada", "Bob"]]
for visitor in visitors:
    visitor.start()
for visitor in visitors:
    # ok: threads-run-one-at-a-time
    visitor.join()

print(f"met: {len(met)} of 2")
assert len(met) == 2, "the threads ran one after the other"
