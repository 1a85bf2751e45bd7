"""Each thread prints into a stream of its own, and nobody changes the one that all have.

expected: 1 line reached the terminal
"""

import io
import sys
import threading

terminal = sys.stdout
first_is_in = threading.Event()
second_is_in = threading.Event()
first_is_out = threading.Event()


def capture(is_in, may_leave):
    stream = io.StringIO()
    is_in.set()
    may_leave.wait()
    # ok: process-wide-state-changed-in-thread
    print("captured", file=stream)


def first():
    capture(first_is_in, second_is_in)
    first_is_out.set()


def second():
    first_is_in.wait()
    capture(second_is_in, first_is_out)


threads = [threading.Thread(target=first), threading.Thread(target=second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

has_come_back = sys.stdout is terminal
print(f"{int(has_come_back)} line reached the terminal", file=terminal)
assert has_come_back, "the standard output never came back"
