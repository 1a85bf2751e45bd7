"""A thread that waits in a read gives the GIL away, and what it read before the wait is stale after it.

expected: 9 pieces in stock
fails with: AssertionError: the delivery of 5 is lost
"""

import os
import threading

stock = 10
order_reader, order_writer = os.pipe()
waiting_for_an_order = threading.Event()


def next_order():
    waiting_for_an_order.set()
    return int(os.read(order_reader, 1))


def sell():
    global stock
    stock = stock - next_order()


def deliver():
    global stock
    waiting_for_an_order.wait()
    stock += 5
    os.write(order_writer, b"1")


threads = [threading.Thread(target=sell), threading.Thread(target=deliver)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"{stock} pieces in stock")
assert stock == 14, "the delivery of 5 is lost"
