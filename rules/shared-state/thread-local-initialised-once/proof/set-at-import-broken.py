"""What the main thread sets in a thread-local object, a worker does not find there.

expected: the main thread finds nobody
fails with: AttributeError: '_thread._local' object has no attribute 'user'
"""

import threading
from concurrent.futures import ThreadPoolExecutor

context = threading.local()
context.user = "nobody"


def user():
    # ruleid: thread-local-initialised-once
    return context.user


print(f"the main thread finds {user()}")
with ThreadPoolExecutor() as pool:
    found = pool.submit(user).result()
print(f"the worker finds {found}")
