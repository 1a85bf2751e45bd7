"""A function of a module is pickled by its name.

expected: jobs given: 1, jobs done: 1
"""

import multiprocessing


def answer():
    return 42


def main():
    done = []
    with multiprocessing.Pool(1) as pool:
        pool.apply_async(answer, callback=done.append)
        pool.close()
        pool.join()
    print(f"jobs given: 1, jobs done: {len(done)}", flush=True)
    assert done == [42], "the job was never sent"


if __name__ == "__main__":
    main()
