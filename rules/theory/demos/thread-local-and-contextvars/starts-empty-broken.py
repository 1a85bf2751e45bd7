"""A thread-local object is no copy: in a new thread it has none of the values that the main thread has set.

expected: the main thread has ann, the other has nothing
fails with: AttributeError: '_thread._local' object has no attribute 'user'
"""

import threading
from concurrent.futures import ThreadPoolExecutor

context = threading.local()
context.user = "ann"

with ThreadPoolExecutor() as pool:
    found = pool.submit(lambda: vars(context)).result()
    print(f"the main thread has {context.user}, the other has {found or 'nothing'}")
    pool.submit(lambda: context.user).result()
