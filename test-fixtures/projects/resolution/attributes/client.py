from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Optional


class Client:
    def get(self):
        time.sleep(1)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None


class Holder:
    def __init__(self):
        self.client = Client()
        self.changing = Client()
        self.maybe: Optional[Client] = None

    def swap(self, other):
        self.changing = other

    @property
    def shared(self) -> Client:
        return self.client


@dataclass
class Settings:
    client: Client
    other: "Client | None" = None
    made: Client = field(default_factory=Client)


def connect() -> "Client":
    return Client()


singleton = Holder()
client = Client()
