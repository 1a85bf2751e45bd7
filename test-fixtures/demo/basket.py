"""The baskets that customers fill."""


def add(item, basket=[]):
    basket.append(item)
    return basket


class Order:
    def __init__(self, customer, items=[]):
        self.customer = customer
        self.items = items

    def take(self, item):
        self.items.append(item)


if __name__ == "__main__":
    print("Ada has", add("green tea"))
    print("Bob has", add("black tea"))
