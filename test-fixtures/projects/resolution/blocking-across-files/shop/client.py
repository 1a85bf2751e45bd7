import requests

from . import retry


def fetch(url):
    return retry.patiently(requests.get, url)


class Base:
    def load(self, url):
        return fetch(url)

    def quick(self):
        return 1


class Client(Base):
    def __init__(self, url):
        self.url = url

    def get(self):
        return self.load(self.url)

    async def later(self):
        # ruleid: blocking-call-in-async
        return super().load(self.url)
