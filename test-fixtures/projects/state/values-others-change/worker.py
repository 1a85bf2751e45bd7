"""What the threads do."""
from store import store


def work():
    for number in range(10):
        store.orders[number] = "new"
    store.link = None


def reload():
    # ruleid: publish-then-fill
    store.prices = {}
    for name in ("tea", "cake"):
        store.prices[name] = len(name)
