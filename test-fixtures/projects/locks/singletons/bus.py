import threading

from store import store


class Bus:
    def __init__(self):
        self._lock = threading.Lock()
        self._listeners = []

    def subscribe(self, listener):
        # ruleid: lock-order-inversion
        with self._lock:
            self._listeners.append(listener)

    def publish(self, event):
        with self._lock:
            # The second lock of this path is taken in `store.Store.put`.
            store.put(event)


bus = Bus()
