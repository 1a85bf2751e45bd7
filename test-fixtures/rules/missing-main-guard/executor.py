"""The first job starts the processes."""
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Manager


def work(number):
    return number


with ProcessPoolExecutor() as executor:
    # ruleid: missing-main-guard
    results = list(executor.map(work, range(3)))

shared = Manager().dict()
