"""A test that waits for what it tests: a hint."""
import time

results = []


def store(result):
    results.append(result)


def test_store():
    # ruleid: busy-wait
    while not results:
        time.sleep(0.1)
