"""The event wakes who waits for it, and stays set until somebody clears it.

expected: the visitor is inside
"""

import threading

is_inside = False
opened = threading.Event()


def visit():
    global is_inside
    # ok: busy-wait
    is_inside = opened.wait(timeout=5)


def open_for_a_moment():
    opened.set()


visitor = threading.Thread(target=visit)
visitor.start()
open_for_a_moment()
visitor.join()

print("the visitor is inside" if is_inside else "the visitor still waits")
assert is_inside, "nobody saw the door open"
