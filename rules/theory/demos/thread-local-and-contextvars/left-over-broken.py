"""A pool uses its threads again, and the next job finds what the one before has left.

expected: the second job finds ann
fails with: AssertionError: that was another job's value
"""

import threading
from concurrent.futures import ThreadPoolExecutor

context = threading.local()


def job(user=None):
    if user is not None:
        context.user = user
    return getattr(context, "user", "nobody")


with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(job, "ann").result()
    found = pool.submit(job).result()
print(f"the second job finds {found}")
assert found == "nobody", "that was another job's value"
