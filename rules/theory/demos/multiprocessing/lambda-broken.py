"""A lambda cannot be pickled; the pool says so only to who asks for the result.

expected: jobs given: 1, jobs done: 0
fails with: AssertionError: the job was never sent
"""

import multiprocessing


def main():
    done = []
    with multiprocessing.Pool(1) as pool:
        pool.apply_async(lambda: 42, callback=done.append)
        pool.close()
        pool.join()
    print(f"jobs given: 1, jobs done: {len(done)}", flush=True)
    assert done == [42], "the job was never sent"


if __name__ == "__main__":
    main()
