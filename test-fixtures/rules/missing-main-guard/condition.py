"""A condition that holds in the child as well."""
import os
import sys
from multiprocessing import Process


def work():
    pass


if "--parallel" in sys.argv or os.environ.get("PARALLEL"):
    # ruleid: missing-main-guard
    Process(target=work).start()
