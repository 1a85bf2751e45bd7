"""The child imports this module again, and is stopped when it comes to the start of a process.

expected: the report was written: False
fails with: AssertionError: the child died before it wrote the report
"""

import multiprocessing
import os
import tempfile

folder = os.environ.setdefault("REPORT_FOLDER", tempfile.mkdtemp())
report = os.path.join(folder, "report.txt")


def write(path):
    with open(path, "w") as file:
        file.write("all is well")


context = multiprocessing.get_context("spawn")
process = context.Process(target=write, args=(report,))
# ruleid: missing-main-guard
process.start()
process.join()

print("the report was written:", os.path.exists(report))
assert os.path.exists(report), "the child died before it wrote the report"
