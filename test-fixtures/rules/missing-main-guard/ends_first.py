"""A child does not get that far."""
import multiprocessing
import sys


def work():
    pass


if __name__ != "__main__":
    print("to be run as a script")
    sys.exit(1)

# ok: missing-main-guard
multiprocessing.Process(target=work).start()
