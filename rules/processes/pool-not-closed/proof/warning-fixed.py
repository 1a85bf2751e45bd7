"""The end of the `with` ends the pool.

expected: complaints: 0
"""

import gc
import warnings
from multiprocessing import Pool


def sizes(numbers):
    # ok: pool-not-closed
    with Pool(1) as pool:
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
