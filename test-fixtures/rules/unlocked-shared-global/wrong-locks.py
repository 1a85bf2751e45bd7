"""Locks that keep nobody out."""
import threading

first = threading.Lock()
second = threading.Lock()
under_two_locks = 0
under_fresh_lock = 0
under_fresh_local = 0
under_instance_lock = 0
under_semaphore = 0
under_async_lock = 0
slots = threading.Semaphore(4)


def one():
    global under_two_locks
    with first:
        # ruleid: unlocked-shared-global
        under_two_locks += 1


def two():
    global under_two_locks
    with second:
        # ruleid: unlocked-shared-global
        under_two_locks += 1


def fresh():
    global under_fresh_lock, under_fresh_local
    # ruleid: lock-created-at-use
    with threading.Lock():
        # ruleid: unlocked-shared-global
        under_fresh_lock += 1
    # ruleid: lock-created-at-use
    lock = threading.Lock()
    with lock:
        # ruleid: unlocked-shared-global
        under_fresh_local += 1


def limited():
    global under_semaphore
    with slots:
        # ruleid: unlocked-shared-global
        under_semaphore += 1


class Account:
    def __init__(self):
        self._lock = threading.Lock()

    def deposit(self):
        global under_instance_lock
        with self._lock:
            # ruleid: unlocked-shared-global
            under_instance_lock += 1


def main():
    threading.Thread(target=one).start()
    threading.Thread(target=two).start()
    for _ in range(3):
        threading.Thread(target=fresh).start()
        threading.Thread(target=limited).start()
        threading.Thread(target=Account().deposit).start()
