"""Places for the fix: docstrings, comments, one line, annotations, and where there is none."""

from __future__ import annotations

import typing
from typing import Any, Optional

from somewhere import Config


class Settings:
    def __init__(self):
        self.values = {}

    def put(self, key):
        self.last = key

    # ruleid: mutable-default-argument
    def documented(self, items=[]):
        """Adds one."""
        items.append(1)

    # ruleid: mutable-default-argument
    def documented_at_length(self, items=[]):
        """Adds one.

        And says so.
        """

        # The one that is added.
        items.append(1)

    # ruleid: mutable-default-argument
    def commented(self, items=[]):  # of what
        # The one that is added.
        items.append(1)


# ruleid: mutable-default-argument
def on_one_line(items=[]): items.append(1)


# ruleid: mutable-default-argument
def two_on_one_line(items=[]): items.append(1); return len(items)


# No fix: the docstring shares its line.
# ruleid: mutable-default-argument
def all_on_one_line(items=[]): "Adds one."; items.append(1)


# ruleid: mutable-default-argument
def importing(items=[]):
    from somewhere import (
        first,
        second,
    )

    items.append(first + second)


# ruleid: mutable-default-argument
def bracketed(items=[]):
    (items
     .append(1))


# ruleid: mutable-default-argument
def annotated(items: list[int] = []) -> list[int]:
    return items


# ruleid: mutable-default-argument
def quoted(items: "list[int]" = []):
    return items


# ruleid: mutable-default-argument
def optional(items: Optional[list] = [], *, more: typing.Optional[list] = None):
    return items


# ruleid: mutable-default-argument
def with_bar(items: list | None = []):
    return items


# ruleid: mutable-default-argument
def anything(items: Any = [], rest=()):
    return items


# ruleid: mutable-default-argument
def values_of_any(items: dict[str, Any] = {}):
    return items


# ruleid: mutable-default-argument
def constructed(items: list = list(range(3))):
    return items


# No fix: `None` is a value of its own here.
# ruleid: mutable-default-argument
def knows_none(items=[]):
    if items is None:
        return ()
    return items


# No fix: `list` is something else in the body.
# ruleid: mutable-default-argument
def shadowing(list=list()):
    return list


def made(number):
    # No fix: `number` may be another one when the body runs.
    # ruleid: mutable-default-argument
    def inner(items=[number]):
        return items

    number += 1
    return inner


# No fix: lines of its own.
def long(
    # ruleid: mutable-default-argument
    items=[
        1,
        2,
    ],
):
    return items


if True:
	# ruleid: mutable-default-argument
	def with_tabs(items=[]):
		items.append(1)

	# ruleid: mutable-default-argument
	def tabs_on_one_line(items=[]): items.append(1)


async def around():
    # ruleid: mutable-default-argument
    async def nested(items=[]):
        async with Config() as config:
            items.append(config)
            return items

    return await nested()
