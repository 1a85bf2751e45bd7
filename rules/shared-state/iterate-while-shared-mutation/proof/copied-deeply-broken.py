"""A deep copy goes through the dictionary in Python, and another thread adds to it meanwhile.

expected: the first price is being copied
fails with: RuntimeError: dictionary changed size during iteration
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
# ruleid: iterate-while-shared-mutation
copy.deepcopy(prices)
thread.join()
