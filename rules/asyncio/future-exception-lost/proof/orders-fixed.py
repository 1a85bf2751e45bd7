"""Who keeps the futures and asks them is told.

expected: shipped: ['books'], told: ["no 'pencils'"]
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
    # ok: future-exception-lost
    jobs = [pool.submit(ship, order) for order in ("books", "pencils")]
    for job in jobs:
        try:
            job.result()
        except KeyError as error:
            logging.error("no %s", error)

print(f"shipped: {shipped}, told: {told}")
assert told, "an order is lost without a word"
