"""Threads that wait, that have little to do, or of which there is one."""
import asyncio
import hashlib
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy
import requests

lock = threading.Lock()
counts = {}


def count(limit):
    n = 0
    while n < limit:
        n += 1
    return n


def fetch(urls):
    return [requests.get(url).text for url in urls]


def little():
    squares = {}
    for word in ("a", "b"):
        squares[word] = len(word)
    for n in range(100):
        squares[n] = n * n


def locked(words):
    for word in words:
        with lock:
            counts[word] = counts.get(word, 0) + 1


def paused(numbers):
    for number in numbers:
        time.sleep(number)


def hashed(texts):
    return [hashlib.sha256(text).hexdigest() for text in texts]


def arrays(rows):
    return [numpy.linalg.inv(row) for row in rows]


def called(jobs):
    for job in jobs:
        job()


def all_of_them(urls, texts):
    with ThreadPoolExecutor() as pool:
        # ok: cpu-bound-threads
        list(pool.map(fetch, [urls]))
        # ok: cpu-bound-threads
        list(pool.map(locked, [urls]))
        # ok: cpu-bound-threads
        list(pool.map(paused, [[1]]))
        # ok: cpu-bound-threads
        list(pool.map(hashed, [texts]))
        # ok: cpu-bound-threads
        list(pool.map(arrays, [texts]))
        # ok: cpu-bound-threads
        list(pool.map(called, [urls]))
    for _ in range(3):
        # ok: cpu-bound-threads
        threading.Thread(target=little).start()


# The main flow goes on answering.
def one_beside():
    # ok: cpu-bound-threads
    threading.Thread(target=count, args=(10_000_000,)).start()


def one_by_one(numbers):
    # ok: cpu-bound-threads
    with ThreadPoolExecutor(max_workers=1) as pool:
        return list(pool.map(count, numbers))


async def beside_the_loop(numbers):
    # ok: cpu-bound-threads
    return await asyncio.gather(*[asyncio.to_thread(count, number) for number in numbers])


def processes(numbers):
    with ProcessPoolExecutor() as pool:
        # ok: cpu-bound-threads
        return list(pool.map(count, numbers))
