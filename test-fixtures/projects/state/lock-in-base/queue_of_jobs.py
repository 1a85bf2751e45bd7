"""A subclass in another module forgets the lock of its base."""
from base import Guarded


class Jobs(Guarded):
    def put(self, item):
        with self._lock:
            # ok: inconsistent-lock-guard
            self.items.insert(0, item)

    def drop(self):
        # ruleid: inconsistent-lock-guard
        self.items.clear()
        # ruleid: inconsistent-lock-guard
        self.total = 0
