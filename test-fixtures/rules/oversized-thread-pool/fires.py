import hashlib
import math
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

WORKERS = 500


def digest(text):
    value = text.encode()
    for _ in range(1000):
        value = hashlib.sha256(value).digest()
    return value


def roots(numbers):
    found = []
    for number in numbers:
        found.append(root(number))
    return found


def root(number):
    return math.sqrt(number)


# Through a name, and work that calls a function of the program.
# ruleid: oversized-thread-pool
executor = ThreadPoolExecutor(WORKERS)
results = [executor.submit(roots, range(n)) for n in range(100)]
executor.shutdown()


def factors(numbers):
    # ruleid: oversized-thread-pool
    pool = ThreadPool(processes=64)
    return pool.map(roots, numbers)
