"""The prices are loaded into a local dictionary, which is published when it is complete.

expected: tea and cake cost 6
"""

import threading

prices = {"tea": 2, "cake": 4}
half_way = threading.Event()
reader_is_done = threading.Event()


def rows():
    yield "tea", 3
    half_way.set()
    reader_is_done.wait()
    yield "cake", 5


def load():
    global prices
    fresh = {}
    for name, price in rows():
        fresh[name] = price
    # ok: publish-then-fill
    prices = fresh


def total(names):
    return sum([prices.get(name, 0) for name in names])


thread = threading.Thread(target=load)
thread.start()
half_way.wait()
found = total(["tea", "cake"])
reader_is_done.set()
thread.join()
print(f"tea and cake cost {found}", flush=True)
assert found in (6, 8), "the sum of half the prices"
