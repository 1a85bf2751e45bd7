"""Each job waits for one more job of its own pool, and a chain as long as the pool has workers stands still.

expected: the size was found: False
fails with: AssertionError: both workers wait for a job that nobody is left to run
"""

from concurrent.futures import ThreadPoolExecutor, TimeoutError

pool = ThreadPoolExecutor(max_workers=2)


def size(folder):
    parts = [pool.submit(size, inner) for inner in folder]
    # ruleid: wait-in-own-pool
    return 1 + sum(part.result() for part in parts)


try:
    found = pool.submit(size, [[[]]]).result(timeout=0.5) == 3
except TimeoutError:
    found = False
pool.shutdown(wait=False, cancel_futures=True)
print(f"the size was found: {found}")
assert found, "both workers wait for a job that nobody is left to run"
