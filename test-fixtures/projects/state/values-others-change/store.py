"""State that several modules share."""


class Store:
    def __init__(self):
        self.orders = {}
        self.prices = {}
        self.link = None


store = Store()
