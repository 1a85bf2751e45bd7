"""A worker of an executor dies: the pool is broken, and all its futures say so.

expected: the caller was told: True
"""

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def main():
    with ProcessPoolExecutor(1) as pool:
        job = pool.submit(os._exit, 1)
        told = isinstance(job.exception(timeout=10), BrokenProcessPool)
    print(f"the caller was told: {told}", flush=True)
    assert told, "the pool has a new worker, but the job is gone"


if __name__ == "__main__":
    main()
