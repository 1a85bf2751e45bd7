"""Calls that go through a container: most are loops, some are one step."""
import copy
import functools
import heapq
import json
import threading
from copy import deepcopy

prices = {}
seen = set()


def rank(price):
    return -price


def receive(name, price):
    prices[name] = price
    seen.add(name)


def comprehension():
    # ruleid: iterate-while-shared-mutation
    return [name for name in prices]


def of_a_dict():
    # ruleid: iterate-while-shared-mutation
    return {name: price * 2 for name, price in prices.items()}


def second_clause(shops):
    # ruleid: iterate-while-shared-mutation
    return [(shop, name) for shop in shops for name in seen]


def generator_expression():
    # ruleid: iterate-while-shared-mutation
    return sum(price for price in prices.values())


def deep():
    # ruleid: iterate-while-shared-mutation
    return copy.deepcopy(prices)


def deep_by_name():
    # ruleid: iterate-while-shared-mutation
    return deepcopy(prices)


def dearest():
    # ruleid: iterate-while-shared-mutation
    return max(prices.values(), key=rank)


def cheapest():
    # ruleid: iterate-while-shared-mutation
    return min(prices, key=lambda name: prices[name])


def joined():
    # ruleid: iterate-while-shared-mutation
    return "".join(map(str, prices))


def listed():
    # ruleid: iterate-while-shared-mutation
    return list(map(str, seen))


def numbered():
    # ruleid: iterate-while-shared-mutation
    for number, name in enumerate(prices):
        print(number, name)


def pretty():
    # ruleid: iterate-while-shared-mutation
    return json.dumps(prices, indent=2)


def into_file(file):
    # ruleid: iterate-while-shared-mutation
    json.dump(prices, file)


def reduced():
    # ruleid: iterate-while-shared-mutation
    return functools.reduce(lambda a, b: a + b, prices.values())


def largest():
    # ruleid: iterate-while-shared-mutation
    return heapq.nlargest(3, prices.values())


def each():
    # ruleid: iterate-while-shared-mutation
    yield from prices


def copies():
    # ok: iterate-while-shared-mutation
    for name in list(prices):
        print(name)
    # ok: iterate-while-shared-mutation
    for name, price in list(prices.items()):
        print(name, price)
    # ok: iterate-while-shared-mutation
    for name in prices.copy():
        print(name)
    # ok: iterate-while-shared-mutation
    for name in dict(prices):
        print(name)
    # ok: iterate-while-shared-mutation
    for name in {**prices}:
        print(name)
    # ok: iterate-while-shared-mutation
    for name in copy.copy(prices):
        print(name)


def in_one_step():
    # ok: iterate-while-shared-mutation
    tuple(prices)
    # ok: iterate-while-shared-mutation
    sorted(prices)
    # A copy comes before the first call of the key.
    # ok: iterate-while-shared-mutation
    sorted(prices.values(), key=rank)
    # ok: iterate-while-shared-mutation
    set(prices)
    # ok: iterate-while-shared-mutation
    repr(prices)
    # ok: iterate-while-shared-mutation
    sum(prices.values())
    # ok: iterate-while-shared-mutation
    max(prices.values())
    # A key that is written in C lets nobody in.
    # ok: iterate-while-shared-mutation
    max(prices, key=prices.get)
    # ok: iterate-while-shared-mutation
    ", ".join(prices)
    # ok: iterate-while-shared-mutation
    json.dumps(prices)
    # ok: iterate-while-shared-mutation
    json.dumps(prices, indent=2, sort_keys=True)
    # A list of the elements is made first.
    # ok: iterate-while-shared-mutation
    copy.deepcopy(seen)
    # ok: iterate-while-shared-mutation
    copy.deepcopy(list(prices))


for name in ("a", "b"):
    threading.Thread(target=receive, args=(name, 1)).start()
comprehension()
of_a_dict()
second_clause(["x"])
generator_expression()
deep()
deep_by_name()
dearest()
cheapest()
joined()
listed()
numbered()
pretty()
into_file(open("x"))
reduced()
largest()
each()
copies()
in_one_step()
