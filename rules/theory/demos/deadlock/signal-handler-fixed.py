"""The handler only leaves a message that needs no lock, and the main thread does the work afterwards.

expected: the message was handled: True
"""

import queue
import signal
import threading
import time

lock = threading.Lock()
messages = queue.SimpleQueue()


def handler(number, frame):
    messages.put("stop")


signal.signal(signal.SIGINT, handler)
with lock:
    signal.raise_signal(signal.SIGINT)
    while messages.empty():
        time.sleep(0.01)
with lock:
    handled = messages.get(timeout=10) == "stop"
print(f"the message was handled: {handled}")
assert handled, "the code that it interrupted holds the lock"
