"""The container itself, its views and what reads it later."""
import threading
from collections import deque

registry_lock = threading.Lock()
registry = {}


def register(name, plugin):
    with registry_lock:
        registry[name] = plugin


def forget(name):
    with registry_lock:
        del registry[name]


def plugins():
    with registry_lock:
        # ruleid: guarded-view-escapes
        return registry


def names():
    with registry_lock:
        # ruleid: guarded-view-escapes
        return registry.keys()


def by_hand():
    registry_lock.acquire()
    try:
        # ruleid: guarded-view-escapes
        return registry.items()
    finally:
        registry_lock.release()


class Board:
    def __init__(self):
        self._lock = threading.RLock()
        self._cards = {}
        self._tags = set()
        self._recent = deque()
        self._log = []

    def add(self, name, card):
        with self._lock:
            self._cards[name] = card
            self._tags.add(card.tag)
            self._recent.appendleft(card)
            self._log.append(name)

    def drop(self, name):
        with self._lock:
            self._cards.pop(name, None)

    def cards(self):
        with self._lock:
            # ruleid: guarded-view-escapes
            return self._cards

    @property
    def tags(self):
        with self._lock:
            # ruleid: guarded-view-escapes
            return self._tags

    def iterator(self):
        with self._lock:
            # ruleid: guarded-view-escapes
            return iter(self._cards)

    def lazily(self):
        with self._lock:
            # ruleid: guarded-view-escapes
            return (card.title for card in self._cards.values())

    def mapped(self):
        with self._lock:
            # ruleid: guarded-view-escapes
            return map(str, self._recent)

    def through_variable(self):
        with self._lock:
            cards = self._cards
        # ruleid: guarded-view-escapes
        return cards

    def view_through_variable(self):
        with self._lock:
            cards = self._cards.values()
        # ruleid: guarded-view-escapes
        return cards

    def log(self):
        with self._lock:
            # Nobody takes lines away: a loop over it does not fail, but it is not what it was under the lock.
            # ruleid: guarded-view-escapes
            return self._log
