"""The end of the `with` kills the worker; without the timeout the wait for its result would never end.

expected: no result
fails with: AssertionError: the pool has forgotten the job
"""

import time
from multiprocessing import Pool, TimeoutError


def work():
    time.sleep(0.5)
    return 42


def main():
    with Pool(1) as pool:
        # ruleid: pool-exits-before-results
        result = pool.apply_async(work)
    try:
        return result.get(timeout=2)
    except TimeoutError:
        return None


if __name__ == "__main__":
    answer = main()
    print("no result" if answer is None else f"the result is {answer}")
    assert answer == 42, "the pool has forgotten the job"
