"""Copies, values that do not change, callers that hold the lock, containers that are given away for good."""
import threading


class Board:
    def __init__(self, names):
        self._lock = threading.RLock()
        self._cards = {}
        self._names = list(names)
        self._table = {}
        self._pending = []
        self._done = []
        self._title = ""
        self._unguarded = {}
        self._marks = {}

    def add(self, name, card):
        with self._lock:
            self._cards[name] = card
            self._pending.append(card)
            self._done.append(card)
            self._title = name
            self._unguarded[name] = card
            self._marks["last"] = name
            # A new one takes the place of the old one.
            self._table = {**self._table, name: card}

    def drop(self, name):
        with self._lock:
            self._cards.pop(name, None)
        self._unguarded.pop(name, None)

    def clear(self):
        self._unguarded.clear()

    def copied(self):
        with self._lock:
            # ok: guarded-view-escapes
            return self._cards.copy()

    def listed(self):
        with self._lock:
            # ok: guarded-view-escapes
            return list(self._cards.values())

    def sorted_names(self):
        with self._lock:
            # ok: guarded-view-escapes
            return sorted(self._cards)

    def comprehended(self):
        with self._lock:
            # ok: guarded-view-escapes
            return [card for card in self._cards.values()]

    def counted(self):
        with self._lock:
            # ok: guarded-view-escapes
            return len(self._cards)

    def one(self, name):
        with self._lock:
            # ok: guarded-view-escapes
            return self._cards[name]

    def title(self):
        with self._lock:
            # ok: guarded-view-escapes
            return self._title

    def names(self):
        with self._lock:
            # Nobody changes it.
            # ok: guarded-view-escapes
            return self._names

    def table(self):
        with self._lock:
            # ok: guarded-view-escapes
            return self._table

    def take(self):
        with self._lock:
            pending, self._pending = self._pending, []
        # ok: guarded-view-escapes
        return pending

    def take_done(self):
        with self._lock:
            done = self._done
            self._done = []
            # ok: guarded-view-escapes
            return done

    def not_its_lock(self):
        with self._lock:
            # Most changes are made without the lock.
            # ok: guarded-view-escapes
            return self._unguarded

    def _cards_of_caller(self):
        with self._lock:
            # ok: guarded-view-escapes
            return self._cards

    def total(self):
        with self._lock:
            return sum(card.value for card in self._cards_of_caller().values())
