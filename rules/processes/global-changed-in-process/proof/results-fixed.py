"""The list is the manager's, and both processes ask for it there.

expected: found ['needle']
"""

import multiprocessing


def search(found):
    # ok: global-changed-in-process
    found.append("needle")


def main():
    with multiprocessing.Manager() as manager:
        found = manager.list()
        process = multiprocessing.Process(target=search, args=(found,))
        process.start()
        process.join()
        print("found", list(found), flush=True)
        assert len(found) > 0, "the child's list is gone"


if __name__ == "__main__":
    main()
