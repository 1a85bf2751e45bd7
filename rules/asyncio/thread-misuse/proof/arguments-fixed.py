"""The comma makes the tuple.

expected: greeted: you
"""

import threading

greeted = []
failed = []


def greet(name):
    greeted.append(name)


threading.excepthook = lambda args: failed.append(args.exc_type)

# ok: thread-misuse
thread = threading.Thread(target=greet, args=("you",))
thread.start()
thread.join()

print("greeted:", ", ".join(greeted) or "nobody")
assert failed == [], "the thread never ran its function"
