import time
from abc import ABC, abstractmethod


class Root:
    def step(self):
        time.sleep(1)

    def only_in_root(self):
        time.sleep(1)

    @classmethod
    def make(cls):
        time.sleep(1)
        return cls()

    @staticmethod
    def compute():
        time.sleep(1)


class Quick(Root):
    def step(self):
        return 1


class Slow(Root):
    pass


class Abstract(ABC):
    @abstractmethod
    def fetch(self): ...

    def template(self):
        return self.fetch()
