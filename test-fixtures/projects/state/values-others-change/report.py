"""What the main flow does meanwhile."""
from store import store


def summary():
    # ruleid: iterate-while-shared-mutation
    open_orders = [number for number, state in store.orders.items() if state == "new"]
    # ok: iterate-while-shared-mutation
    done = [number for number, state in list(store.orders.items()) if state == "done"]
    return open_orders, done


def price(name):
    return store.prices[name]


def send(text):
    if store.link is not None:
        packet = text.encode()
        # ruleid: double-read-of-shared-value
        store.link.send(packet)
