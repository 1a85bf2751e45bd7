"""A job fails, and neither the log nor its caller is told.

expected: shipped: ['books'], told: []
fails with: AssertionError: an order is lost without a word
"""

import logging
from concurrent.futures import ThreadPoolExecutor

shipped = []
told = []


class Told(logging.Handler):
    def emit(self, record):
        told.append(record.getMessage())


logging.basicConfig(handlers=[Told()])
stock = {"books": 1}


def ship(order):
    stock.pop(order)
    shipped.append(order)


with ThreadPoolExecutor() as pool:
    # ruleid: future-exception-lost
    pool.submit(ship, "books")
    # ruleid: future-exception-lost
    pool.submit(ship, "pencils")

print(f"shipped: {shipped}, told: {told}")
assert told, "an order is lost without a word"
