"""A job waits for another job of its own pool, whose only thread it occupies.

expected: the inner job ran in time: False
fails with: AssertionError: the only worker waits for work that only it could do
"""

from concurrent.futures import ThreadPoolExecutor, TimeoutError

pool = ThreadPoolExecutor(max_workers=1)


def outer():
    try:
        return pool.submit(int, "1").result(timeout=0.3) == 1
    except TimeoutError:
        return False


in_time = pool.submit(outer).result()
pool.shutdown()
print(f"the inner job ran in time: {in_time}")
assert in_time, "the only worker waits for work that only it could do"
