"""What is done with the default decides: a warning where one call can see what another did, else an info."""

import bisect
import heapq
import random
from copy import deepcopy


# Changed in place: warnings.


# ruleid: mutable-default-argument
def by_method(items=[]):
    items.append(1)


# ruleid: mutable-default-argument
def by_bound_method(lines, items=[]):
    push = items.append
    for line in lines:
        push(line)


# ruleid: mutable-default-argument
def by_subscript(items={}):
    items["a"] = 1


# ruleid: mutable-default-argument
def by_slice(items=[1, 2]):
    items[:] = []


# ruleid: mutable-default-argument
def by_delete(items={"a": 1}):
    del items["a"]


# ruleid: mutable-default-argument
def by_operator(items=[]):
    items += [1]


# ruleid: mutable-default-argument
def by_nested_operator(items={"n": 0}):
    items["n"] += 1


# ruleid: mutable-default-argument
def by_loop_target(rows, last={}):
    for last["row"] in rows:
        pass


# ruleid: mutable-default-argument
def by_function(items=[]):
    heapq.heappush(items, 1)


# ruleid: mutable-default-argument
def by_shuffle(items=[1, 2, 3]):
    random.shuffle(items)


# ruleid: mutable-default-argument
def by_insort(items=[]):
    bisect.insort(items, 1)


# ruleid: mutable-default-argument
def by_alias(items=[]):
    target = items
    target.append(1)


# ruleid: mutable-default-argument
def by_walrus(items=[]):
    (target := items).append(1)


# ruleid: mutable-default-argument
def by_conditional_alias(flag, items=[]):
    target = items if flag else []
    target.append(1)


# ruleid: mutable-default-argument
def by_inner_value(groups={"a": []}):
    groups["a"].append(1)


# ruleid: mutable-default-argument
def by_nested_function(items=[]):
    def add(item):
        items.append(item)

    add(1)


# ruleid: mutable-default-argument
def by_lambda(items=[]):
    return lambda item: items.append(item)


def fill(target):
    target.append(1)


# ruleid: mutable-default-argument
def by_own_function(items=[]):
    fill(items)


# ruleid: mutable-default-argument
def by_keyword(items=[]):
    fill(target=items)


class Filler:
    def fill(self, target):
        target["a"] = 1

    # ruleid: mutable-default-argument
    def by_own_method(self, items={}):
        self.fill(items)


# ruleid: mutable-default-argument
def in_one_branch(flag, items=[]):
    if flag:
        items = []
    items.append(1)


# ruleid: mutable-default-argument
def with_one_exception(items=[]):
    try:
        items = list(items)
    except TypeError:
        pass
    items.append(1)


# ruleid: mutable-default-argument
def in_the_next_turn(lines, items=[]):
    for line in lines:
        items.append(line)
        items = []


# Given to the caller, who may change it: warnings.


# ruleid: mutable-default-argument
def returned(items=[]):
    return items


# ruleid: mutable-default-argument
def returned_in_tuple(items=[]):
    return len(items), items


# ruleid: mutable-default-argument
def returned_or_other(flag, items={}):
    return {"a": 1} if flag else items


# ruleid: mutable-default-argument
def yielded(items=[]):
    yield items


# Kept where it is changed: warnings.


class Kept:
    # ruleid: mutable-default-argument
    def __init__(self, items=[], *, name=""):
        self.items, self.name = items, name

    def add(self, item):
        self.items.append(item)


class KeptBase:
    # ruleid: mutable-default-argument
    def __init__(self, table={}):
        self.table = table


class KeptDerived(KeptBase):
    def put(self, key, value):
        self.table[key] = value


class KeptByHelper:
    # ruleid: mutable-default-argument
    def __init__(self, items=[]):
        self.start(items)

    def start(self, items):
        self._items = items

    def add(self, item):
        self._items += [item]


# Kept, and nothing in sight changes it: infos.


class OnlyKept:
    # ruleid: mutable-default-argument
    def __init__(self, items=[]):
        self.items = items

    def __len__(self):
        return len(self.items)


class OtherOwner:
    def __init__(self):
        self.items = []

    def add(self, item):
        self.items.append(item)


kept_globally = None


# ruleid: mutable-default-argument
def keep(items=[]):
    global kept_globally
    kept_globally = items


# Only read or passed on: infos.


# ruleid: mutable-default-argument
def read(items=[]):
    return len(items), items == [1], 1 in items, [*items], f"{items}", sorted(items)


# ruleid: mutable-default-argument
def iterated(items=[]):
    for item in items:
        print(item)
    return [item for item in items]


# ruleid: mutable-default-argument
def unpacked(function, options={}):
    return function(**options)


# ruleid: mutable-default-argument
def looked_up(key, options={}):
    return options.get(key), options[key], options.items()


# ruleid: mutable-default-argument
def passed_on(function, items=[]):
    return function(items)


# ruleid: mutable-default-argument
def copied(items=[]):
    items = list(items)
    items.append(1)
    return items


# ruleid: mutable-default-argument
def copied_deeply(items=[]):
    items = deepcopy(items)
    items.append(1)
    return items


# ruleid: mutable-default-argument
def added(items=[]):
    items = items + [1]
    return items


# ruleid: mutable-default-argument
def rebound_in_both(flag, items=[]):
    if flag:
        items = [1]
    else:
        items = [2]
    items.append(3)
    return items


# ruleid: mutable-default-argument
def rebound_in_with(lock, items=[]):
    with lock:
        items = list(items)
    items.append(1)


# ruleid: mutable-default-argument
def rebound_or_left(flag, items=[]):
    if flag:
        items = list(items)
    else:
        return
    items.append(1)


# An empty default is never the value that is changed here: infos.


# ruleid: mutable-default-argument
def replaced_when_empty(items=[]):
    items = items or []
    items.append(1)
    return items


# ruleid: mutable-default-argument
def replaced_if_not(items={}):
    if not items:
        items = {"a": 1}
    items["b"] = 2
    return items


# ruleid: mutable-default-argument
def left_when_empty(items=[]):
    if not items:
        return
    items.append(1)


# ruleid: mutable-default-argument
def changed_when_full(items=[]):
    if items:
        items.append(1)


# ruleid: mutable-default-argument
def changed_when_long(items=[]):
    if len(items) > 0:
        items.append(1)


# ruleid: mutable-default-argument
def changed_when_member(key, items={}):
    if key in items:
        items[key] += 1


# ruleid: mutable-default-argument
def changed_in_own_loop(items={}):
    for key in sorted(items):
        items[key] = 1


# ruleid: mutable-default-argument
def only_taken_from(items={}):
    items.pop("a", None)
    items.clear()


# ruleid: mutable-default-argument
def conditional_copy(items=[]):
    target = items if items else []
    target.append(1)


# ruleid: mutable-default-argument
def first_replaced(items=[]):
    items[0] = 1


# An empty list can be filled by a slice, and an empty dict by a key: warnings.


# ruleid: mutable-default-argument
def filled_by_slice(items=[]):
    items[:] = [1]


# ruleid: mutable-default-argument
def filled_by_key(items=dict()):
    items[0] = 1
