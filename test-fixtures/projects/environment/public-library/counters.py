import threading

_known = {}


class Counter:
    def __init__(self):
        self.value = 0
        self.safe = 0
        self.names = []
        self._lock = threading.Lock()

    def add(self, n):
        # ruleid: unlocked-shared-attribute
        self.value += n

    def add_safely(self, n):
        with self._lock:
            # ok: unlocked-shared-attribute
            self.safe += n

    def note(self, name):
        # ok: unlocked-shared-attribute
        self.names.append(name)


def counter_of(name):
    # ruleid: check-then-act
    if name not in _known:
        _known[name] = Counter()
    return _known[name]


class _Hidden:
    def __init__(self):
        self.n = 0

    def add(self):
        # ok: unlocked-shared-attribute
        self.n += 1
