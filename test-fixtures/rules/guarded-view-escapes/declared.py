"""The guard that a comment declares is broken by what is given away under it, too."""
import threading


class Ledger:
    def __init__(self):
        self._lock = threading.Lock()
        self.entries = []  # interleave: guarded-by=_lock
        self.totals = {}  # interleave: guarded-by=_lock

    def add(self, name):
        with self._lock:
            self.entries.insert(0, name)
            self.totals[name] = 1

    def all(self):
        with self._lock:
            # ruleid: guarded-view-escapes
            return self.entries

    def by_name(self):
        with self._lock:
            # ruleid: guarded-view-escapes
            return zip(self.totals.keys(), self.totals.values())

    def copied(self):
        with self._lock:
            # ok: guarded-view-escapes
            return list(self.entries), dict(self.totals)

    def unguarded(self):
        # ok: guarded-view-escapes
        # ruleid: guarded-by-violation
        return self.totals


class Process:
    """Given away by code that its own object's lock does not guard."""

    def __init__(self, ledger):
        self._lock = threading.Lock()
        self.ledger = ledger
        self.seen = {}

    def note(self, name):
        self.seen[name] = 1

    def notes(self):
        with self._lock:
            # Nobody changes it under this lock.
            # ok: guarded-view-escapes
            return self.seen
