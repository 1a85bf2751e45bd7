"""Two threads take two locks in opposite orders, and each waits for the one that the other holds.

expected: 2 threads are still waiting
fails with: AssertionError: neither will ever go on
"""

import threading

stock_lock = threading.Lock()
order_lock = threading.Lock()
both_hold_one = threading.Barrier(2)


def ship():
    with stock_lock:
        both_hold_one.wait()
        # ruleid: lock-order-inversion
        with order_lock:
            pass


def cancel():
    with order_lock:
        both_hold_one.wait()
        with stock_lock:
            pass


threads = [threading.Thread(target=ship, daemon=True), threading.Thread(target=cancel, daemon=True)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(timeout=0.2)

waiting = sum(thread.is_alive() for thread in threads)
print(f"{waiting} threads are still waiting")
assert waiting == 0, "neither will ever go on"
