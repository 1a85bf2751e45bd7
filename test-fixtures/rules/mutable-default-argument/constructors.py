"""Calls that make something mutable, under every way of importing them."""

import array
import collections
import collections as c
import weakref
from collections import Counter, OrderedDict, defaultdict
from collections import deque as queue_of
from types import MappingProxyType


# ruleid: mutable-default-argument
def with_list(items=list()):
    items.append(1)


# ruleid: mutable-default-argument
def with_dict(options=dict(debug=False)):
    options["debug"] = True


# ruleid: mutable-default-argument
def with_set(names=set()):
    names |= {"a"}


# ruleid: mutable-default-argument
def with_bytearray(buffer=bytearray(8)):
    buffer[0] = 255


# ruleid: mutable-default-argument
def with_array(numbers=array.array("i")):
    numbers.append(1)


# ruleid: mutable-default-argument
def with_deque(lines=queue_of(maxlen=10)):
    lines.appendleft("first")


# ruleid: mutable-default-argument
def with_module_deque(lines=collections.deque()):
    lines.append("last")


# ruleid: mutable-default-argument
def with_defaultdict(groups=defaultdict(list)):
    groups["a"].append(1)


# ruleid: mutable-default-argument
def with_ordered(order=OrderedDict()):
    order["a"] = 1


# ruleid: mutable-default-argument
def with_moved(order=OrderedDict(a=1)):
    order.move_to_end("a")


# ruleid: mutable-default-argument
def with_counter(counts=Counter()):
    counts.update("abc")


# ruleid: mutable-default-argument
def with_alias(counts=c.Counter(a=3)):
    counts.subtract("a")


# ruleid: mutable-default-argument
def with_weak(objects=weakref.WeakSet()):
    objects.add(object())


# ok: mutable-default-argument
def with_tuple(items=tuple()):
    return items


# ok: mutable-default-argument
def with_frozenset(items=frozenset({1, 2})):
    return items


# ok: mutable-default-argument
def with_proxy(items=MappingProxyType({})):
    return items


# ok: mutable-default-argument
def with_literals(number=1, text="", nothing=None, pair=(1, 2), flag=True, dots=...):
    return number, text, nothing, pair, flag, dots


# ok: mutable-default-argument
def with_unknown(items=make_items()):
    items.append(1)


def with_shadowed():
    def list():
        return ()

    # ok: mutable-default-argument
    def inner(items=list()):
        return items

    return inner
