"""Decisions that stay true until the act, or whose staleness does no harm."""
import asyncio
import os
import queue
import re
import threading

_client = None
_other = None
_patterns = {}
_sizes = {}
_values = {}
_locked = {}
inbox = queue.Queue()
shared = queue.Queue()
jobs = []
stack = []
pending = {}
lock = threading.Lock()
single = {}
closed = None


def make():
    return object()


def double_checked():
    global _client
    if _client is None:
        with lock:
            # ok: check-then-act
            if _client is None:
                _client = make()
    return _client


def under_lock(key):
    global _other
    with lock:
        # ok: check-then-act
        if _other is None:
            _other = make()
        _inner(key)


def _inner(key):
    # Every caller holds the lock.
    # ok: check-then-act
    if key not in _locked:
        _locked[key] = make()


def one_step(key):
    # ok: check-then-act
    _values.setdefault(key, make())
    # ok: check-then-act
    pending.pop(key, None)
    try:
        # ok: check-then-act
        _values[key]
    except KeyError:
        _values[key] = make()
    try:
        # ok: check-then-act
        if jobs:
            jobs.pop()
    except IndexError:
        pass
    try:
        # ok: check-then-act
        while not shared.empty():
            shared.get_nowait()
    except queue.Empty:
        pass


def local_only(key):
    cache = {}
    value = None
    # ok: check-then-act
    if key not in cache:
        cache[key] = make()
    # ok: check-then-act
    if value is None:
        value = make()
    return value


class Own:
    def __init__(self):
        self.value = None

    def get(self):
        # Each thread has an object of its own.
        # ok: check-then-act
        if self.value is None:
            self.value = make()
        return self.value


def work(key):
    double_checked()
    under_lock(key)
    one_step(key)
    local_only(key)
    Own().get()


def consumer():
    # One consumer.
    # ok: check-then-act
    while not inbox.empty():
        inbox.get()
    # ok: check-then-act
    while stack:
        stack.pop()
    # ok: check-then-act
    if "key" not in single:
        single["key"] = make()


_owners = {}
_workers = []


class Member:
    def enter(self):
        # Nobody else adds this object or takes it out.
        # ok: check-then-act
        if self not in _workers:
            _workers.append(self)
        # ok: check-then-act
        if threading.get_ident() not in _owners:
            _owners[threading.get_ident()] = []
        # ok: check-then-act
        if self in _workers:
            _workers.remove(self)



for _ in range(3):
    threading.Thread(target=Member().enter).start()


def producer():
    inbox.put(1)
    stack.append(1)


def stop():
    global closed
    # Giving it up is not the decision.
    # ok: check-then-act
    if closed is not None:
        closed = None


async def task(inner: asyncio.Queue):
    # ok: check-then-act
    while not inner.empty():
        inner.get_nowait()


def main():
    for name in ("a", "b"):
        threading.Thread(target=work, args=(name,)).start()
        threading.Thread(target=stop).start()
    threading.Thread(target=consumer).start()
    producer()
    asyncio.run(task(asyncio.Queue()))


if __name__ == "__main__":
    main()
