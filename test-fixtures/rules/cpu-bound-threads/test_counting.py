"""A test lets threads race on purpose."""
import threading


def count():
    n = 0
    while n < 10_000_000:
        n += 1


def test_count():
    for _ in range(3):
        # ok: cpu-bound-threads
        threading.Thread(target=count).start()
