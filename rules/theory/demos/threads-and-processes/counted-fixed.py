"""The child sends what it has counted.

expected: counted 3 of 3
"""

import multiprocessing


def count(results):
    results.put(3)


def main():
    results = multiprocessing.Queue()
    child = multiprocessing.Process(target=count, args=(results,))
    child.start()
    counted = results.get()
    child.join()
    print(f"counted {counted} of 3", flush=True)
    assert counted == 3, "what the child wrote is gone"


if __name__ == "__main__":
    main()
