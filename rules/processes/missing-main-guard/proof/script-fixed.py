"""The child imports this module under another name, and so passes over what stands below the guard.

expected: the report was written: True
"""

import multiprocessing
import os
import tempfile


def write(path):
    with open(path, "w") as file:
        file.write("all is well")


def main():
    report = os.path.join(tempfile.mkdtemp(), "report.txt")
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=write, args=(report,))
    # ok: missing-main-guard
    process.start()
    process.join()

    print("the report was written:", os.path.exists(report))
    assert os.path.exists(report), "the child died before it wrote the report"


if __name__ == "__main__":
    main()
