"""Both threads take the locks in one order, so one of them waits before it holds anything.

expected: 0 threads are still waiting
"""

import threading

stock_lock = threading.Lock()
order_lock = threading.Lock()
both_hold_one = threading.Barrier(2)


def meet():
    try:
        both_hold_one.wait(timeout=0.2)
    except threading.BrokenBarrierError:
        pass  # Nobody else came: the other thread waits for its first lock.


def ship():
    with stock_lock:
        meet()
        # ok: lock-order-inversion
        with order_lock:
            pass


def cancel():
    with stock_lock:
        meet()
        with order_lock:
            pass


threads = [threading.Thread(target=ship, daemon=True), threading.Thread(target=cancel, daemon=True)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(timeout=5)

waiting = sum(thread.is_alive() for thread in threads)
print(f"{waiting} threads are still waiting")
assert waiting == 0, "neither will ever go on"
