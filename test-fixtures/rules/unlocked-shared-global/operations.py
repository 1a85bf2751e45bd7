"""Every compound operation, each in a function that several threads run."""
from threading import Thread

count = 0
left, right = 1, 2
level = 0
CACHE = {}
HITS = {}
SIZES = {}
NESTED = {}
latest = None
ITEMS = []
FLAGS = {}
SEEN = set()


def step(value):
    return value + 1


def work(key):
    global count, level, left, right, latest
    # ruleid: unlocked-shared-global
    count = count + 1
    # ruleid: unlocked-shared-global
    level = step(level)
    # ruleid: unlocked-shared-global
    left, right = right, left
    # ruleid: unlocked-shared-global
    CACHE[key] = CACHE.get(key, 0) + 1
    # ruleid: unlocked-shared-global
    HITS[key] += 1
    # ruleid: unlocked-shared-global
    SIZES[key] = SIZES[key] + len(key)
    # ruleid: unlocked-shared-global
    NESTED[key]["n"] += 1
    # A finished value is published in one store.
    # ok: unlocked-shared-global
    latest = key
    # Single operations on built-in containers are atomic.
    # ok: unlocked-shared-global
    ITEMS.append(key)
    # ok: unlocked-shared-global
    FLAGS[key] = True
    # ok: unlocked-shared-global
    SEEN.add(key)


def main():
    for key in ("a", "b"):
        Thread(target=work, args=(key,)).start()
