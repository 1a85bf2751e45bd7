"""The `__init__` of a subclass runs in each thread that touches the object.

expected: the main thread has ann, the other has nobody
"""

import threading
from concurrent.futures import ThreadPoolExecutor


class Context(threading.local):
    def __init__(self):
        self.user = "nobody"


context = Context()
context.user = "ann"

with ThreadPoolExecutor() as pool:
    found = pool.submit(lambda: context.user).result()
print(f"the main thread has {context.user}, the other has {found}")
