"""A decorator object is made once, so a second call overwrites when the first one began.

expected: ticks of the first call: 2
fails with: AssertionError: the second call has overwritten when the first one began
"""
import itertools
import threading
from contextlib import ContextDecorator

clock = itertools.count()
took = {}
inside = threading.Event()
second_is_done = threading.Event()


class Timer(ContextDecorator):
    def __enter__(self):
        self.started = next(clock)

    def __exit__(self, *error):
        took[threading.current_thread().name] = next(clock) - self.started


# ruleid: shared-call-state
@Timer()
def work(wait):
    inside.set()
    if wait:
        second_is_done.wait()


first = threading.Thread(target=work, args=(True,), name="first")
second = threading.Thread(target=work, args=(False,), name="second")
first.start()
inside.wait()
second.start()
second.join()
second_is_done.set()
first.join()
print("ticks of the first call:", took["first"])
assert took["first"] == 3, "the second call has overwritten when the first one began"
