"""Lazy results: the wait is where they are iterated."""
import glob
import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing import Pool
from pathlib import Path

import redis

# ruleid: missing-main-guard
workers = Pool()
pool = ThreadPoolExecutor()
cache = redis.Redis()


async def iterated(work, numbers, futures):
    # ruleid: blocking-call-in-async
    for result in workers.imap(work, numbers):
        print(result)
    # ruleid: blocking-call-in-async
    for index, result in enumerate(workers.imap_unordered(work, numbers)):
        print(index, result)
    # ruleid: blocking-call-in-async
    finished = [future for future in as_completed(futures)]
    # ruleid: blocking-call-in-async
    keys = list(cache.scan_iter("user:*"))
    # ruleid: blocking-call-in-async
    first, second = pool.map(work, numbers)
    # ruleid: blocking-call-in-async
    text = ", ".join(pool.map(str, numbers))
    # ruleid: blocking-call-in-async
    print(*pool.map(work, numbers))
    return finished, keys, first, second, text


async def by_name(work, numbers):
    results = workers.imap(work, numbers)
    print("started")
    # ruleid: blocking-call-in-async
    for result in results:
        print(result)


async def folders(folder: Path):
    # ruleid: blocking-call-in-async
    for entry in folder.iterdir():
        print(entry)
    # ruleid: blocking-call-in-async
    newest = max(Path("logs").glob("*.log"))
    # ruleid: blocking-call-in-async
    for root, _, names in os.walk("."):
        print(root, names)
    # ruleid: blocking-call-in-async
    return newest, sorted(path for path in glob.iglob("*.py"))


async def not_iterated_here(folder: Path, work, numbers):
    # ok: blocking-call-in-async
    paths = folder.glob("*.py")
    # ok: blocking-call-in-async
    names = (path.name for path in folder.iterdir())
    # ok: blocking-call-in-async
    running = workers.imap(work, numbers)
    # ok: blocking-call-in-async
    texts = (path.read_text() for path in paths)
    # ok: blocking-call-in-async
    return names, running, texts, cache.scan_iter()
