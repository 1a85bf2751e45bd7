"""Instances of the module's own classes: an info when the class has methods that change it."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Progress:
    def __init__(self):
        self.done = 0

    def step(self):
        self.done += 1


class Point:
    def __init__(self, x=0, y=0):
        self.x = x
        self.y = y

    def moved(self, dx):
        return Point(self.x + dx, self.y)


@dataclass(frozen=True)
class Options:
    debug: bool = False


class Pair(NamedTuple):
    left: int = 0
    right: int = 0


class Colour(Enum):
    RED = 1


# ruleid: mutable-default-argument
def run(jobs, progress=Progress()):
    for job in jobs:
        job()
        progress.step()


# ruleid: mutable-default-argument
def reset(progress=Progress()):
    progress.done = 0


# ok: mutable-default-argument
def draw(at=Point()):
    return at.moved(1)


# ok: mutable-default-argument
def configure(options=Options()):
    return options


# ok: mutable-default-argument
def swap(pair=Pair()):
    return pair


# ok: mutable-default-argument
def paint(colour=Colour.RED, other=Colour(1)):
    return colour, other
