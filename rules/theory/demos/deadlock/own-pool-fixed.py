"""The job gives the inner job back, and somebody outside the pool waits for it.

expected: the inner job ran in time: True
"""

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def outer():
    return pool.submit(int, "1")


in_time = pool.submit(outer).result().result(timeout=10) == 1
pool.shutdown()
print(f"the inner job ran in time: {in_time}")
assert in_time, "the only worker waits for work that only it could do"
