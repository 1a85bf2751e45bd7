"""Decisions that another thread makes stale."""
import queue
import threading

_client = None
_started = False
_plain = {}
_by_get = {}
_early = {}
_walrus = {}
_seen = []
_unlocked_check = None
_two_regions = {}
_looked_early = {}
jobs = []
pending = {}
inbox = queue.Queue()
outbox = queue.Queue()
lock = threading.Lock()


def make():
    return object()


def lazy():
    global _client, _started
    # ruleid: check-then-act
    if _client is None:
        _client = make()
    # ruleid: check-then-act
    if not _started:
        _started = True
        print("starting")
    return _client


def memo(key):
    # ruleid: check-then-act
    if key not in _plain:
        _plain[key] = make()
    value = _by_get.get(key)
    # ruleid: check-then-act
    if value is None:
        value = make()
        _by_get[key] = value
    # ruleid: check-then-act
    if (found := _walrus.get(key)) is None:
        _walrus[key] = found = make()
    # ruleid: check-then-act
    if key in _early:
        return _early[key]
    made = make()
    _early[key] = made
    return made


def once(key):
    # ruleid: check-then-act
    if key not in _seen:
        _seen.append(key)


def checked_outside():
    global _unlocked_check
    # ruleid: check-then-act
    if _unlocked_check is None:
        with lock:
            # Who waited for the lock comes here too.
            _unlocked_check = make()
    return _unlocked_check


def take(key):
    # ruleid: check-then-act
    while jobs:
        jobs.pop()
    # ruleid: check-then-act
    if key in pending:
        del pending[key]
    # ruleid: check-then-act
    if not inbox.empty():
        inbox.get()
    # ruleid: check-then-act
    while outbox.qsize() > 0:
        outbox.get_nowait()


def in_two_regions(key):
    with lock:
        value = _two_regions.get(key)
    # ruleid: check-then-act
    if value is None:
        with lock:
            _two_regions[key] = make()


def looked_too_early(key):
    value = _looked_early.get(key)
    with lock:
        # ruleid: check-then-act
        if value is None:
            _looked_early[key] = make()


class Server:
    registry = None
    table = {}

    def __init__(self):
        self._pool = None
        self.clients = {}

    def start(self):
        for number in range(4):
            threading.Thread(target=self.serve, args=(number,)).start()

    def serve(self, number):
        # ruleid: check-then-act
        if self._pool is None:
            self._pool = make()
        # ruleid: check-then-act
        if number not in self.clients:
            self.clients[number] = []
        self.clients[number].append(number)
        # ruleid: check-then-act
        if Server.registry is None:
            Server.registry = make()
        # ruleid: check-then-act
        if number not in self.table:
            self.table[number] = make()
        # ruleid: check-then-act
        if not hasattr(self, "_late"):
            self._late = make()


def work(key):
    lazy()
    memo(key)
    once(key)
    checked_outside()
    take(key)
    in_two_regions(key)
    looked_too_early(key)


for name in ("a", "b"):
    threading.Thread(target=work, args=(name,)).start()
Server().start()
