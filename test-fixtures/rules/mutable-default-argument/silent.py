"""Defaults that nobody changes by promise, that nobody uses, or that somebody else copies."""

import abc
import collections.abc
import dataclasses
import typing as t
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Iterable, Optional, Protocol, Union, overload

import fastapi
import typer
from fastapi import APIRouter, Body, Depends, FastAPI, Query


# Annotations that promise not to change it.


# ok: mutable-default-argument
def total(numbers: Sequence[int] = []) -> int:
    return sum(numbers)


# ok: mutable-default-argument
def kept_by_promise(numbers: collections.abc.Sequence = []):
    return numbers


# ok: mutable-default-argument
def names(options: Mapping[str, int] = {}):
    return list(options)


# ok: mutable-default-argument
def joined(parts: "Iterable[str]" = []):
    return "".join(parts)


# ok: mutable-default-argument
def maybe(parts: Optional[Sequence[str]] = []):
    return parts


# ok: mutable-default-argument
def either(parts: Union[t.Sequence, tuple] = []):
    return parts


# ok: mutable-default-argument
def with_bar(parts: tuple[int, ...] | None = []):
    return parts


# ok: mutable-default-argument
def with_quoted_bar(parts: "t.AbstractSet[int] | None" = set()):
    return parts


# ok: mutable-default-argument
def annotated(parts: Annotated[frozenset, "doc"] = set()):
    return parts


# ok: mutable-default-argument
async def awaited(*, parts: Sequence[int] = []):
    return parts


class Report:
    # ok: mutable-default-argument
    def render(self, rows: Sequence[str] = []):
        return self, rows


# A promise that the body breaks.


# ruleid: mutable-default-argument
def broken_promise(numbers: Sequence[int] = []):
    numbers.append(1)
    return numbers


# ruleid: mutable-default-argument
def no_promise(numbers: list[int] = []):
    return numbers


# Nothing there to run.


# ok: mutable-default-argument
def stub(items=[]): ...


# ok: mutable-default-argument
def documented_stub(items=[]):
    """Says what subclasses do."""


# ok: mutable-default-argument
def empty(items=[]):
    pass


# ok: mutable-default-argument
def to_be_done(items=[]):
    raise NotImplementedError("later")


class Comparable:
    # ok: mutable-default-argument
    def __lt__(self, other=[]):
        return NotImplemented


@overload
# ok: mutable-default-argument
def parse(text: str, flags: list = []) -> str: ...
@t.overload
# ok: mutable-default-argument
def parse(text: bytes, flags: list = []) -> bytes: ...
def parse(text, flags=None):
    return text


class Reader(Protocol):
    # ok: mutable-default-argument
    def read(self, options: dict = {}) -> bytes:
        """Reads."""
        return options


class Source(ABC):
    @abstractmethod
    # ok: mutable-default-argument
    def load(self, paths=[]):
        return paths

    @abc.abstractmethod
    # ok: mutable-default-argument
    async def aload(self, paths=[]):
        return paths


# Frameworks that make or copy the argument.

app = FastAPI()
router = APIRouter()
cli = typer.Typer()


# ok: mutable-default-argument
def dependency(items=Depends(list)):
    items.append(1)


# ok: mutable-default-argument
def query(items: list = Query([]), more: list = Body(default=[]), rest=fastapi.Header([])):
    items.append(1)
    return more, rest


@app.get("/items")
# ok: mutable-default-argument
async def read_items(items: list[str] = []):
    items.append("a")
    return items


@router.post("/items")
# ok: mutable-default-argument
def write_items(items: list[str] = []):
    return items


# ok: mutable-default-argument
def checked(items: Annotated[list[str], Query(min_length=1)] = ["a", "b"]):
    return items


@cli.command()
# ok: mutable-default-argument
def main(names: list[str] = []):
    return names


# Not parameters.


@dataclass
class Order:
    # ok: mutable-default-argument
    items: list = field(default_factory=list)
    # ok: mutable-default-argument
    tags: dict = dataclasses.field(default_factory=dict)


# ok: mutable-default-argument
SHARED = []


# ok: mutable-default-argument
def made_inside(items=None):
    if items is None:
        items = []
    items.append(1)
    return items
