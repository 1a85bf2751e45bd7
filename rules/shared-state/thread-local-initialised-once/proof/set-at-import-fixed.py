"""The `__init__` of a subclass runs in each thread that touches the object.

expected: the worker finds nobody
"""

import threading
from concurrent.futures import ThreadPoolExecutor


class Context(threading.local):
    def __init__(self):
        self.user = "nobody"


context = Context()


def user():
    # ok: thread-local-initialised-once
    return context.user


print(f"the main thread finds {user()}")
with ThreadPoolExecutor() as pool:
    found = pool.submit(user).result()
print(f"the worker finds {found}")
