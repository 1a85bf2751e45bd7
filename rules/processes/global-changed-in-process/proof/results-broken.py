"""The child appends to its own list, and the parent's stays empty.

expected: found []
fails with: AssertionError: the child's list is gone
"""

import multiprocessing


def search(found):
    # ruleid: global-changed-in-process
    found.append("needle")


def main():
    found = []
    process = multiprocessing.Process(target=search, args=(found,))
    process.start()
    process.join()
    print("found", found, flush=True)
    assert found, "the child's list is gone"


if __name__ == "__main__":
    main()
