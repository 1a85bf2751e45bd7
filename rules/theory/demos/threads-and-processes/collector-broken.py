"""A forked child shares the pages of its parent, until the collector writes into every object.

expected: the collector copied the pages: True
fails with: AssertionError: the child has a copy of what it never used
"""

import gc
import os
import resource

orders = [[number] for number in range(300_000)]


def pages_copied(work):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


child = os.fork()
if child == 0:
    os._exit(1 if pages_copied(gc.collect) > 1000 else 0)

copied = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
print("the collector copied the pages:", copied, flush=True)
assert not copied, "the child has a copy of what it never used"
