"""A context manager that is made anew for each call keeps when that call began.

expected: ticks of the first call: 3
"""
import itertools
import threading
from contextlib import contextmanager

clock = itertools.count()
took = {}
inside = threading.Event()
second_is_done = threading.Event()


@contextmanager
def timer():
    started = next(clock)
    yield
    took[threading.current_thread().name] = next(clock) - started


# ok: shared-call-state
@timer()
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
