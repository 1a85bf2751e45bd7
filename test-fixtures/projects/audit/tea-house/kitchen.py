"""Globals: with a lock, with a lock that a comment names, without any, and set up by the import alone."""
import threading
from collections import deque

lock = threading.Lock()
brewed = 0
by_pot = {}
stoves = {}  # interleave: guarded-by=lock
orders = deque()
announced = []
menu = None
teas = {}
for tea in ("assam", "mint"):
    teas[tea] = 1


def brew(pot):
    global brewed
    with lock:
        brewed += 1
        stoves[pot] = teas
    # ruleid: unlocked-shared-global
    by_pot[pot] = by_pot.get(pot, 0) + 1
    orders.append(pot)


def count():
    with lock:
        return brewed


def reset():
    global brewed
    with lock:
        brewed = 0
        stoves.clear()


def read_menu():
    return ["tea"]
