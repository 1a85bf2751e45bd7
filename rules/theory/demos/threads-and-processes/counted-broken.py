"""The child counts in its own memory, and the parent has another.

expected: counted 0 of 3
fails with: AssertionError: what the child wrote is gone
"""

import multiprocessing

counted = 0


def count():
    global counted
    counted += 3


def main():
    child = multiprocessing.Process(target=count)
    child.start()
    child.join()
    print(f"counted {counted} of 3", flush=True)
    assert counted == 3, "what the child wrote is gone"


if __name__ == "__main__":
    main()
