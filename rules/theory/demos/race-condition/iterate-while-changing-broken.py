"""One thread walks over a dict while another adds a key.

expected: counting while a delivery arrives
fails with: RuntimeError: dictionary changed size during iteration
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

print("counting while a delivery arrives", flush=True)
total = 0
for count in stock.values():
    total += count
    counting.set()
    delivered.wait()
