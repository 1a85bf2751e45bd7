"""Parentheses make no tuple: each letter becomes an argument.

expected: greeted: nobody
fails with: AssertionError: the thread never ran its function
"""

import threading

greeted = []
failed = []


def greet(name):
    greeted.append(name)


threading.excepthook = lambda args: failed.append(args.exc_type)

# ruleid: thread-misuse
thread = threading.Thread(target=greet, args=("you"))
thread.start()
thread.join()

print("greeted:", ", ".join(greeted) or "nobody")
assert failed == [], "the thread never ran its function"
