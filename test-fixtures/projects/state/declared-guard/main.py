"""The guard is declared where the state is, and holds in all modules."""
import store
from store import Store, prices

shop = Store()


def work(name):
    # ruleid: guarded-by-violation
    prices[name] = 1
    with store.lock:
        # ok: guarded-by-violation
        prices[name] = 2
        # ok: guarded-by-violation
        store.prices.clear()
    # ruleid: guarded-by-violation
    shop.stock[name] = 1
    # ruleid: guarded-by-violation
    shop.count()
    with shop.lock:
        # ok: guarded-by-violation
        shop.stock[name] = shop.count()
