"""Asked for inside the `with`, the result comes.

expected: the result is 42
"""

import time
from multiprocessing import Pool


def work():
    time.sleep(0.5)
    return 42


def main():
    with Pool(1) as pool:
        # ok: pool-exits-before-results
        result = pool.apply_async(work)
        return result.get(timeout=10)


if __name__ == "__main__":
    answer = main()
    print("no result" if answer is None else f"the result is {answer}")
    assert answer == 42, "the pool has forgotten the job"
