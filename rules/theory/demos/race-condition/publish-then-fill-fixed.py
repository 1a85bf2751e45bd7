"""The list is filled where only one thread can see it, and published by one assignment.

expected: the reader saw 0 of 3 prices, and 3 later
"""

import threading

cache = {}
half_way = threading.Event()
reader_is_done = threading.Event()


def load():
    prices = []
    for price in (10, 20, 30):
        prices.append(price)
        half_way.set()
        reader_is_done.wait()
    cache["prices"] = prices


loader = threading.Thread(target=load)
loader.start()
half_way.wait()
seen = list(cache.get("prices", []))
reader_is_done.set()
loader.join()

print(f"the reader saw {len(seen)} of 3 prices, and {len(cache['prices'])} later")
assert len(seen) in (0, 3), "a half-filled list was visible"
