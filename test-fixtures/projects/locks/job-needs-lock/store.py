import threading

lock = threading.Lock()
totals = {}


def add(name):
    with lock:
        totals[name] = totals.get(name, 0) + 1
