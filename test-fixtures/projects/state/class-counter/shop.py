import threading

import models


def buy(name):
    order = models.Order(name)
    order.add()


def main():
    for name in ("a", "b"):
        threading.Thread(target=buy, args=(name,)).start()  # root


main()
