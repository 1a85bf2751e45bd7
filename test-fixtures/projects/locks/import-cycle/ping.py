import threading

import pong

lock = threading.Lock()


def ping(count):
    with lock:
        # ruleid: lock-reacquired
        pong.pong(count - 1)
