from accounts import snapshot
from journal import entries, lock


def report():
    with lock:
        return summary(list(entries))


def summary(lines):
    return lines, snapshot()
