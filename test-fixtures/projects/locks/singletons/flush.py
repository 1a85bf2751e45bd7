import bus
from store import store


def flush():
    with store._lock:
        bus.bus.subscribe(print)
