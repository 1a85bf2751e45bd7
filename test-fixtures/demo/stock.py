"""Sells tea while a supplier's thread refills the shelf."""

import threading

stock = 1000


def refill(rounds):
    global stock
    for _ in range(rounds):
        stock += 10


def sell(cups):
    global stock
    for _ in range(cups):
        stock -= 1


if __name__ == "__main__":
    supplier = threading.Thread(target=refill, args=(100_000,))
    supplier.start()
    sell(1_000_000)
    supplier.join()
    print(f"{stock} cups on the shelf; there should be 1000")
