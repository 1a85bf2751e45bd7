"""Conditions that are held, or that somebody may hold."""
import asyncio
import contextlib
import queue
import threading

import pytest

jobs = []
changed = threading.Condition()
lock = threading.Lock()
of_lock = threading.Condition(lock)
tasks_changed = asyncio.Condition()


def held():
    with changed:
        # ok: condition-used-without-lock
        changed.notify()


def held_by_its_lock():
    with lock:
        # ok: condition-used-without-lock
        of_lock.notify_all()


def its_lock_held_by_it():
    with of_lock:
        # ok: condition-used-without-lock
        of_lock.wait_for(lambda: jobs)


def by_hand():
    changed.acquire()
    try:
        # ok: condition-used-without-lock
        changed.notify()
    finally:
        changed.release()


def perhaps(is_ready):
    if is_ready:
        changed.acquire()
    # ok: condition-used-without-lock
    changed.notify()


def on_a_stack():
    with contextlib.ExitStack() as stack:
        stack.enter_context(changed)
        # ok: condition-used-without-lock
        changed.notify()


async def held_by_a_task():
    async with tasks_changed:
        # ok: condition-used-without-lock
        tasks_changed.notify()
        # ok: condition-used-without-lock
        await asyncio.wait_for(tasks_changed.wait_for(lambda: jobs), 5)


def tell():
    # ok: condition-used-without-lock
    changed.notify()


def first_caller():
    with changed:
        tell()


def second_caller():
    with changed:
        in_between()


def in_between():
    tell()


def tell_sometimes():
    # ok: condition-used-without-lock
    changed.notify()


def with_it():
    with changed:
        tell_sometimes()


def without_it():
    tell_sometimes()


def tell_locked():
    # ok: condition-used-without-lock
    changed.notify()


def _called_by_name():
    # ok: condition-used-without-lock
    changed.notify()


def declared():  # interleave: requires=changed
    # ok: condition-used-without-lock
    changed.notify()


def under_something(guard):
    with guard():
        # ok: condition-used-without-lock
        changed.notify()


def true_at_once():
    # ok: condition-used-without-lock
    changed.wait_for(lambda: True)


def handed_over(run):
    with changed:
        run(told)


def told():
    # ok: condition-used-without-lock
    changed.notify()


def tried():
    try:
        # ok: condition-used-without-lock
        changed.notify()
    except RuntimeError:
        print("not held")


def tested():
    with pytest.raises(RuntimeError):
        # ok: condition-used-without-lock
        changed.notify()


def of_a_parameter(mutex):
    condition = threading.Condition(mutex)
    # ok: condition-used-without-lock
    condition.notify()


def annotated(condition: threading.Condition):
    # ok: condition-used-without-lock
    condition.notify()


def unknown(condition):
    # ok: condition-used-without-lock
    condition.notify()


def an_event(event=threading.Event()):
    # ok: condition-used-without-lock
    event.wait()


class Gate:
    def __init__(self):
        self._changed = threading.Condition()

    def __enter__(self):
        self._changed.acquire()
        return self

    def __exit__(self, *error):
        self._changed.release()

    def tell(self):
        # ok: condition-used-without-lock
        self._changed.notify()


class Inbox(queue.Queue):
    def _init(self, maxsize):
        self.changed = threading.Condition()
        super()._init(maxsize)

    def put_one(self, item):
        # ok: condition-used-without-lock
        self.changed.notify()


class Base:
    def __init__(self):
        self._changed = threading.Condition()

    def update(self):
        with self._changed:
            self.told()

    def told(self):
        pass


class Derived(Base):
    def told(self):
        # ok: condition-used-without-lock
        self._changed.notify()


class Box:
    def __init__(self):
        self._changed = threading.Condition()

    def put(self, boxes):
        with self._changed:
            for box in boxes:
                box.say()

    def say(self):
        # ok: condition-used-without-lock
        self._changed.notify()
