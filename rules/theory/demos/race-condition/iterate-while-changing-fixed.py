"""The loop walks over a copy, so the other thread may add what it likes.

expected: counted 8 while a delivery arrived
"""

import threading

stock = {"apples": 3, "pears": 5}
counting = threading.Event()
delivered = threading.Event()


def deliver():
    counting.wait()
    stock["plums"] = 7
    delivered.set()


threading.Thread(target=deliver).start()

total = 0
for count in stock.copy().values():
    total += count
    counting.set()
    delivered.wait()

print(f"counted {total} while a delivery arrived")
assert len(stock) == 3
