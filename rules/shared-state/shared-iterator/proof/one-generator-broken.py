"""Two threads ask one generator for a value, the second one while the generator runs for the first.

expected: ['ValueError', 'first']
fails with: ValueError: generator already executing
"""
import threading
from concurrent.futures import ThreadPoolExecutor

running = threading.Event()
refused = threading.Event()


def numbers():
    running.set()
    refused.wait(1)
    yield "first"
    yield "second"


shared = numbers()


def take():
    # ruleid: shared-iterator
    return next(shared)


with ThreadPoolExecutor() as pool:
    one = pool.submit(take)
    running.wait()
    two = pool.submit(take)
    two.exception()
    refused.set()
    results = [future.exception() or future.result() for future in (one, two)]
print(sorted(type(r).__name__ if isinstance(r, Exception) else r for r in results))
for result in results:
    if isinstance(result, Exception):
        raise result
