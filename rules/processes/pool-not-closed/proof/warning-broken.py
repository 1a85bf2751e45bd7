"""A pool that is left to the garbage collector complains.

expected: complaints: 1
fails with: AssertionError: nobody has closed the pool
"""

import gc
import warnings
from multiprocessing import Pool


def sizes(numbers):
    # ruleid: pool-not-closed
    pool = Pool(1)
    return pool.map(abs, numbers)


def main():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", ResourceWarning)
        sizes([-1, 2])
        gc.collect()
    complaints = [each for each in seen if "unclosed running multiprocessing pool" in str(each.message)]
    print(f"complaints: {len(complaints)}", flush=True)
    assert not complaints, "nobody has closed the pool"


if __name__ == "__main__":
    main()
