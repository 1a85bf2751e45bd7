import math
import os
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from library import fetch, serve


def roots(numbers):
    return [math.sqrt(number) for number in numbers]


def pause(numbers):
    for number in numbers:
        time.sleep(number)


def fetch_all(urls):
    return [fetch(url) for url in urls]


def load(path):
    with open(path) as file:
        return [line for line in file]


def double(number):
    return 2 * number


# As many as Python itself would make.
# ok: oversized-thread-pool
with ThreadPoolExecutor(32) as pool:
    # ruleid: future-exception-lost
    pool.map(roots, [[1, 2], [3, 4]])

# ok: oversized-thread-pool
with ThreadPoolExecutor(os.cpu_count()) as pool_of_cores:
    # ruleid: future-exception-lost
    pool_of_cores.map(roots, [[1, 2], [3, 4]])

# It waits.
# ok: oversized-thread-pool
with ThreadPoolExecutor(100) as waiting:
    waiting.map(pause, [[1, 2], [3, 4]])

# Perhaps it waits.
# ok: oversized-thread-pool
with ThreadPoolExecutor(100) as unknown:
    # ruleid: future-exception-lost
    unknown.map(fetch_all, [["a"], ["b"]])
# ok: oversized-thread-pool
with ThreadPoolExecutor(100) as files:
    # ruleid: future-exception-lost
    files.map(load, ["a", "b"])

# Some of its work waits.
# ok: oversized-thread-pool
with ThreadPoolExecutor(100) as mixed:
    # ruleid: future-exception-lost
    mixed.submit(roots, [1, 2])
    # ruleid: future-exception-lost
    mixed.submit(fetch_all, ["a"])
    mixed.submit(fetch, "b")

# Somebody else gives it work, too.
# ok: oversized-thread-pool
shared = ThreadPoolExecutor(100)
# ruleid: future-exception-lost
shared.submit(roots, [1, 2])
serve(shared)

# Nothing that takes long.
# ok: oversized-thread-pool
with ThreadPoolExecutor(100) as quick:
    quick.map(double, [1, 2])

# Processes are another matter.
# ok: oversized-thread-pool
with ProcessPoolExecutor(60) as processes:
    # ruleid: missing-main-guard
    # ruleid: fork-after-threads
    # ruleid: future-exception-lost
    processes.map(roots, [[1, 2], [3, 4]])
