"""Each job runs in a context of its own, and nothing is left behind in the thread.

expected: the second job finds nobody
"""

from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context

current_user = ContextVar("current_user", default="nobody")


def job(user=None):
    if user is not None:
        current_user.set(user)
    return current_user.get()


with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(copy_context().run, job, "ann").result()
    found = pool.submit(copy_context().run, job).result()
print(f"the second job finds {found}")
assert found == "nobody", "that was another job's value"
