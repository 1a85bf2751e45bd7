"""Waits that somebody looks after, and things that are no conditions."""
import threading
import time

jobs = []
changed = threading.Condition()
started = threading.Event()
barrier = threading.Barrier(2)


def in_a_loop():
    with changed:
        while not jobs:
            # ok: condition-wait-outside-loop
            changed.wait()
        return jobs.pop()


def by_itself():
    with changed:
        # ok: condition-wait-outside-loop
        changed.wait_for(lambda: jobs)
        return jobs.pop()


def for_an_event():
    # ok: condition-wait-outside-loop
    started.wait()
    return time.time()


def for_a_barrier():
    # ok: condition-wait-outside-loop
    barrier.wait()
    return time.time()


def tested_in_the_turn():
    with changed:
        while True:
            if jobs:
                return jobs.pop()
            # ok: condition-wait-outside-loop
            changed.wait()


def tested_before_what_follows(state):
    while True:
        with changed:
            if jobs:
                return jobs.pop()
            # ok: condition-wait-outside-loop
            changed.wait()
            state.wakes(time.time())


def until_a_deadline(deadline):
    with changed:
        while not jobs:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError
            # ok: condition-wait-outside-loop
            changed.wait(remaining)
        return jobs.pop()


def looked_at_again():
    with changed:
        if not jobs:
            # ok: condition-wait-outside-loop
            changed.wait()
            if not jobs:
                return None
        return jobs.pop()


def gone_through():
    with changed:
        # ok: condition-wait-outside-loop
        changed.wait()
        for job in jobs:
            job()


def expected_to_fail():
    with changed:
        # ok: condition-wait-outside-loop
        changed.wait()
        try:
            return jobs.pop()
        except IndexError:
            return None


def with_its_result():
    with changed:
        # ok: condition-wait-outside-loop
        woken = changed.wait(5)
        return woken and jobs.pop()


def asked_on_the_spot():
    with changed:
        # ok: condition-wait-outside-loop
        if not changed.wait(5):
            return None
        return jobs.pop()


def sleeping():
    with changed:
        # ok: condition-wait-outside-loop
        changed.wait(timeout=0.5)
    refresh()


def refresh():
    with changed:
        jobs.clear()


class Gate:
    def __init__(self):
        self._changed = threading.Condition()

    def wait(self):
        with self._changed:
            # ok: condition-wait-outside-loop
            self._changed.wait()

    def wait_and_say(self, timeout):
        with self._changed:
            # ok: condition-wait-outside-loop
            return self._changed.wait(timeout)

    def delay(self, entry, delay):
        with self._changed:
            if entry is None:
                # ok: condition-wait-outside-loop
                self._changed.wait(1.0)
            return delay

    def turns(self, count):
        with self._changed:
            for _ in range(count):
                # ok: condition-wait-outside-loop
                self._changed.wait()
                self.turn()

    def turn(self):
        with self._changed:
            self._changed.notify_all()


def of_unknown_origin(gate):
    # ok: condition-wait-outside-loop
    gate.wait()
    return time.time()
