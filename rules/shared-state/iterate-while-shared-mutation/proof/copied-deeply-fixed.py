"""The dictionary itself is copied in one step first, and its values at leisure.

expected: the first price is being copied
"""

import copy
import threading

prices = {}
copying = threading.Event()
received = threading.Event()


class Price:
    def __deepcopy__(self, memo):
        print("the first price is being copied", flush=True)
        copying.set()
        received.wait()
        return self


def receive():
    copying.wait()
    for name in ("pears", "plums"):
        prices[name] = Price()
    received.set()


prices["apples"] = Price()
thread = threading.Thread(target=receive)
thread.start()
# ok: iterate-while-shared-mutation
copy.deepcopy(prices.copy())
thread.join()
