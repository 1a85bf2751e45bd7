"""Wait first, then read and write the shared value in one go under the lock.

expected: 14 pieces in stock
"""

import os
import threading

stock = 10
stock_lock = threading.Lock()
order_reader, order_writer = os.pipe()
waiting_for_an_order = threading.Event()


def next_order():
    waiting_for_an_order.set()
    return int(os.read(order_reader, 1))


def sell():
    global stock
    pieces = next_order()
    with stock_lock:
        stock -= pieces


def deliver():
    global stock
    waiting_for_an_order.wait()
    with stock_lock:
        stock += 5
    os.write(order_writer, b"1")


threads = [threading.Thread(target=sell), threading.Thread(target=deliver)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"{stock} pieces in stock")
assert stock == 14, "the delivery of 5 is lost"
