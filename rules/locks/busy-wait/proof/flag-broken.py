"""A flag that is set and cleared between two looks is never seen.

expected: the visitor still waits
fails with: AssertionError: nobody saw the door open
"""

import threading
import time

is_open = False
is_inside = False
looked = threading.Event()


def visit():
    global is_inside
    give_up = time.monotonic() + 0.5
    # ruleid: busy-wait
    while not is_open and time.monotonic() < give_up:
        time.sleep(pause())
    is_inside = is_open


def pause():
    looked.set()
    return 0.1


def open_for_a_moment():
    global is_open
    is_open = True
    is_open = False


visitor = threading.Thread(target=visit)
visitor.start()
looked.wait()
open_for_a_moment()
visitor.join()

print("the visitor is inside" if is_inside else "the visitor still waits")
assert is_inside, "nobody saw the door open"
