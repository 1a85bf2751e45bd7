"""A job calls itself, and only what is outside the pool waits for jobs of it.

expected: the size was found: True
"""

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=2)


def size(folder):
    # ok: wait-in-own-pool
    return 1 + sum(size(inner) for inner in folder)


found = pool.submit(size, [[[]]]).result(timeout=10) == 3
pool.shutdown()
print(f"the size was found: {found}")
assert found, "both workers wait for a job that nobody is left to run"
