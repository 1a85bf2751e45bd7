"""A lock that is asked for, and held where the answer was yes."""
import threading

lock = threading.Lock()
amounts = {}


def put(name, amount):
    with lock:
        amounts[name] = amount


def drop(name):
    with lock:
        amounts.pop(name, None)


def clear():
    with lock:
        amounts.clear()


def in_its_body(name):
    if lock.acquire(timeout=1):
        # ok: inconsistent-lock-guard
        amounts[name] = len(name)
        lock.release()


def behind_it(name):
    if not lock.acquire(blocking=False):
        return
    # ok: inconsistent-lock-guard
    amounts[name] = len(name)
    lock.release()


def by_a_variable(name):
    is_mine = lock.acquire(timeout=1)
    if is_mine:
        # ok: inconsistent-lock-guard
        amounts[name] = len(name)
        lock.release()


def until_it_is_had(name):
    while not lock.acquire(timeout=1):
        print("still waiting")
    # ok: inconsistent-lock-guard
    amounts[name] = len(name)
    lock.release()


def without_it(name):
    if lock.acquire(timeout=1):
        lock.release()
        # ruleid: inconsistent-lock-guard
        amounts[name] = len(name)


def in_the_other_branch(name):
    if lock.acquire(timeout=1):
        lock.release()
    else:
        # ruleid: inconsistent-lock-guard
        amounts[name] = len(name)
