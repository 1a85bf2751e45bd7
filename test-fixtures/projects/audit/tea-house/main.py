"""A tea house: what its threads share, and how."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import kitchen
import settings
from counter import Counter, Till

counter = Counter()


def serve(pots):
    for pot in pots:
        counter.sell(pot)
        kitchen.brew(pot)
        if settings.is_closing:
            return


def count_waiting():
    waiting = {}

    def arrive(name):
        waiting[name] = True

    with ThreadPoolExecutor(4) as pool:
        pool.map(arrive, ["ada", "bob"])  # root
    return waiting


async def announce():
    kitchen.announced.append("tea")


def main():
    till = Till()
    for _ in range(3):
        threading.Thread(target=serve, args=([1, 2],)).start()  # root
    threading.Thread(target=till.watch).start()  # root
    settings.is_closing = True
    kitchen.menu = kitchen.read_menu()
    asyncio.run(announce())
    count_waiting()
    print(kitchen.brewed, kitchen.menu, till.total())


if __name__ == "__main__":
    main()
