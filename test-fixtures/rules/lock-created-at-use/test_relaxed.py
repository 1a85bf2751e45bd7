"""A test of locks themselves: a hint."""
import threading


def test_lock():
    # ruleid: lock-created-at-use
    lock = threading.Lock()
    with lock:
        pass
