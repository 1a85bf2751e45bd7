import threading


class Store:
    def __init__(self):
        self._lock = threading.Lock()
        self._items = []

    def put(self, item):
        with self._lock:
            self._items.append(item)

    def drain(self, bus: "bus.Bus"):
        with self._lock:
            items, self._items = self._items, []
        return items


store = Store()
