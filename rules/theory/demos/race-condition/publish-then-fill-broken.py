"""A list is put into the cache first and filled afterwards, and a reader comes in between.

expected: the reader saw 1 of 3 prices
fails with: AssertionError: a half-filled list was visible
"""

import threading

cache = {}
half_way = threading.Event()
reader_is_done = threading.Event()


def load():
    cache["prices"] = []
    for price in (10, 20, 30):
        cache["prices"].append(price)
        half_way.set()
        reader_is_done.wait()


loader = threading.Thread(target=load)
loader.start()
half_way.wait()
seen = list(cache.get("prices", []))
reader_is_done.set()
loader.join()

print(f"the reader saw {len(seen)} of 3 prices")
assert len(seen) in (0, 3), "a half-filled list was visible"
