"""Who asks for a value holds the lock, so the generator runs for one thread at a time.

expected: ['first', 'second']
"""
import threading
from concurrent.futures import ThreadPoolExecutor

running = threading.Event()
waiting = threading.Event()
lock = threading.Lock()


def numbers():
    running.set()
    waiting.wait(1)
    yield "first"
    yield "second"


shared = numbers()


def take():
    if running.is_set():
        waiting.set()
    with lock:
        # ok: shared-iterator
        return next(shared)


with ThreadPoolExecutor() as pool:
    one = pool.submit(take)
    running.wait()
    two = pool.submit(take)
    results = [one.result(), two.result()]
print(sorted(results))
