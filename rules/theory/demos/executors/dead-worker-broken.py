"""A worker of a multiprocessing pool dies, and whoever waits for its job is never told.

expected: the caller was told: False
fails with: AssertionError: the pool has a new worker, but the job is gone
"""

import multiprocessing
import os


def main():
    with multiprocessing.Pool(1) as pool:
        job = pool.apply_async(os._exit, (1,))
        job.wait(0.5)
        told = job.ready()
    print(f"the caller was told: {told}", flush=True)
    assert told, "the pool has a new worker, but the job is gone"


if __name__ == "__main__":
    main()
