import asyncio
import functools
import threading
import time
from typing import Callable

lock = threading.Lock()
hooks = []
handlers = {}
totals = {}


def add_hook(hook):
    hooks.append(hook)


def on(name, handler):
    handlers[name] = handler


def fire(name):
    with lock:
        for hook in hooks:
            # ruleid: callback-under-lock
            hook(name)
    with lock:
        totals.clear()
        # ruleid: callback-under-lock
        handlers[name](name)
    with lock:
        handler = handlers.get(name)
        if handler:
            # ruleid: callback-under-lock
            handler(name)


def ask(name):
    with lock:
        # ok: callback-under-lock
        totals[name] = [reference() for reference in hooks]
        for reference in hooks:
            # ok: callback-under-lock
            thing = reference()
            totals[name].append(thing)


def fire_well(name):
    with lock:
        copies = list(hooks)
    for copy in copies:
        # ok: callback-under-lock
        copy(name)


def load(name, done: Callable[[str], None]):
    with lock:
        totals[name] = 1
        # ruleid: callback-under-lock
        done(name)
    # ok: callback-under-lock
    done(name)


def run_locked(action):
    with lock:
        # ok: callback-under-lock
        action()


def value_locked(action):
    with lock:
        # ok: callback-under-lock
        return action()


def get_or_make(name, factory):
    with lock:
        if name not in totals:
            # ok: callback-under-lock
            totals[name] = factory()
        # ok: callback-under-lock
        return max(totals, key=lambda each: totals[each])


def locked(function):
    @functools.wraps(function)
    def wrapper(*args):
        with lock:
            totals.clear()
            # ok: callback-under-lock
            function(*args)

    return wrapper


def tell(say):
    with lock:
        totals.clear()
        # ok: callback-under-lock
        say("cleared")


def clear():
    tell(print)


class Player:
    def __init__(self, on_end=None, clock=time.monotonic):
        self._lock = threading.RLock()
        self._on_end = on_end
        self._clock = clock
        self._started = None
        self._watchers = {}
        self._ends = []

    def watch(self, key, watcher, *args):
        self._watchers.setdefault(key, []).append((watcher, args))

    def at_end(self, end):
        self._ends.append(end)

    def start(self):
        with self._lock:
            # ok: callback-under-lock
            self._started = self._clock()
            # ok: callback-under-lock
            self._update()
            for watcher, args in self._watchers.get("start", []):
                # ruleid: callback-under-lock
                watcher(*args)

    def _update(self):
        self._started = None

    def end(self):
        with self._lock:
            self._started = None
            # ruleid: callback-under-lock
            self._on_end()
            self._tell()

    def stop(self):
        with self._lock:
            self._tell()

    def _tell(self):
        for end in self._ends:
            # ruleid: callback-under-lock
            end()

    def end_well(self):
        with self._lock:
            self._started = None
        # ok: callback-under-lock
        self._on_end()


class Feed:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.readers = []

    def add(self, reader):
        self.readers.append(reader)

    async def publish(self, item):
        async with self.lock:
            for reader in self.readers:
                # ruleid: callback-under-lock
                await reader(item)

    async def publish_at_once(self, item):
        async with self.lock:
            for reader in self.readers:
                # ok: callback-under-lock
                reader(item)
