"""Threads that compute side by side, or seem to."""
import math
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool
from threading import Thread


def fibonacci(n):
    if n < 2:
        return n
    return sum(fibonacci(n - k) for k in (1, 2))


def count(limit):
    n = 0
    while n < limit:
        n += 1
    return n


def matrix():
    total = 0
    for i in range(1000):
        for j in range(1000):
            total += math.sqrt(i * j)
    return total


def by_a_helper(numbers):
    return [fibonacci(number) for number in numbers]


def two():
    # ruleid: cpu-bound-threads
    first = Thread(target=count, args=(10_000_000,))
    second = Thread(target=count, args=(10_000_000,))
    first.start()
    second.start()
    first.join()
    second.join()


def in_a_loop():
    for _ in range(4):
        # ruleid: cpu-bound-threads
        threading.Thread(target=matrix).start()


def pooled(numbers):
    with ThreadPoolExecutor() as pool:
        # ruleid: cpu-bound-threads
        return list(pool.map(fibonacci, numbers))


def submitted(numbers):
    with ThreadPoolExecutor(4) as pool:
        # ruleid: cpu-bound-threads
        jobs = [pool.submit(count, number) for number in numbers]
    return [job.result() for job in jobs]


def older(numbers):
    with ThreadPool() as pool:
        # ruleid: cpu-bound-threads
        return pool.map(by_a_helper, [numbers, numbers])


class Counter(Thread):
    def run(self):
        n = 0
        while n < 10_000_000:
            n += 1


def counters():
    for _ in range(3):
        # ruleid: cpu-bound-threads
        counter = Counter()
        counter.start()
