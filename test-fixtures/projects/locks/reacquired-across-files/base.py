import threading


class Base:
    def __init__(self):
        self._lock = threading.Lock()

    def flush(self):
        with self._lock:
            print("flushed")
