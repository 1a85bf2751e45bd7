"""A job waits for another job of its pool, whose only worker it occupies.

expected: the page was saved: False
fails with: AssertionError: the only worker waits for what only it could run
"""

from concurrent.futures import ThreadPoolExecutor, TimeoutError

writer = ThreadPoolExecutor(max_workers=1)


def render():
    return "a page"


def save():
    text = writer.submit(render)
    # ruleid: wait-in-own-pool
    return text.result()


try:
    saved = writer.submit(save).result(timeout=0.5) == "a page"
except TimeoutError:
    saved = False
writer.shutdown(wait=False, cancel_futures=True)
print(f"the page was saved: {saved}")
assert saved, "the only worker waits for what only it could run"
