"""The job calls the function itself.

expected: the page was saved: True
"""

from concurrent.futures import ThreadPoolExecutor

writer = ThreadPoolExecutor(max_workers=1)


def render():
    return "a page"


def save():
    # ok: wait-in-own-pool
    return render()


saved = writer.submit(save).result(timeout=10) == "a page"
writer.shutdown()
print(f"the page was saved: {saved}")
assert saved, "the only worker waits for what only it could run"
