"""Functions that do not outlive their turn, or of which nothing shows that they do."""

import functools
import itertools
import re

from numbers_of_rows import Matrix
from parsing import Parser

results = []

# Called in the turn.

for i in range(3):
    # ok: late-binding-closure
    results.append((lambda: i)())

for i in range(3):

    def double():
        # ok: late-binding-closure
        return 2 * i

    results.append(double())

for i in range(3):
    # ok: late-binding-closure
    double = lambda: 2 * i
    results.append(double())

for row in rows:

    def walk(node):
        for child in node:
            # ok: late-binding-closure
            walk(child)
        results.append(row)

    walk(row)


async def awaited(urls):
    for url in urls:

        async def fetch():
            # ok: late-binding-closure
            return await get(url)

        results.append(await fetch())


# Used up in the turn.

for i in range(3):
    # ok: late-binding-closure
    results.append(sorted(rows, key=lambda row: row[i]))
    # ok: late-binding-closure
    rows.sort(key=lambda row: row[i])
    # ok: late-binding-closure
    results.append(min(rows, key=lambda row: row[i]) + max(rows, key=lambda row: row[i]))
    # ok: late-binding-closure
    results.extend(map(lambda row: row[i], rows))
    # ok: late-binding-closure
    results.extend(row[i] for row in rows)
    # ok: late-binding-closure
    results.append(list(filter(lambda row: row[i], rows)))
    # ok: late-binding-closure
    results.append(any(row[i] for row in rows) or all(row[i] for row in rows) or sum(row[i] for row in rows))
    # ok: late-binding-closure
    results.append("".join(str(row[i]) for row in rows))
    # ok: late-binding-closure
    results.append({key: list(group) for key, group in itertools.groupby(rows, lambda row: row[i])})
    # ok: late-binding-closure
    results.append(functools.reduce(lambda total, row: total + row[i], rows, 0))
    # ok: late-binding-closure
    results.append(re.sub("x", lambda match: str(i), "xx"))
    # ok: late-binding-closure
    results += (row[i] for row in rows)
    # ok: late-binding-closure
    first, *others = (row[i] for row in rows)

for i in range(3):
    # ok: late-binding-closure
    cells = (row[i] for row in rows)
    for cell in cells:
        results.append(cell)

for i in range(3):
    # ok: late-binding-closure
    numbers = map(lambda row: row[i], rows)
    numbers = (number + i for number in numbers)
    results.append(sum(numbers))

for i in range(3):

    def cells():
        # ok: late-binding-closure
        yield rows[i]

    results.extend(cells())

# Bound when it is made.

for i in range(3):
    # ok: late-binding-closure
    results.append(lambda i=i: i)
    # ok: late-binding-closure
    results.append(lambda *, i=i: i)
    # ok: late-binding-closure
    results.append(functools.partial(print, i))

for i in range(3):

    # ok: late-binding-closure
    def show(i=i):
        return i

    # ok: late-binding-closure
    async def show_later(*args, i=i):
        return args, i

    results.append(show)
    results.append(show_later)


def factory(i):
    def show():
        return i

    return show


for i in range(3):
    # ok: late-binding-closure
    results.append(factory(i))

# The turn is the last one.


def found(names):
    for name in names:
        if name:
            # ok: late-binding-closure
            return lambda: name


def generated(names):
    for name in names:
        # ok: late-binding-closure
        yield lambda: name


def broken_off(names):
    for name in names:
        if name:
            # ok: late-binding-closure
            results.append(lambda: name)
            break


def left(names):
    for name in names:
        # ok: late-binding-closure
        results.append(lambda: name)
        if name:
            return results
        raise LookupError


def left_in_else(names):
    for name in names:
        continue
    else:
        # ok: late-binding-closure
        results.append(lambda: name)


def inner_break(names):
    for name in names:
        for letter in name:
            # ruleid: late-binding-closure
            results.append(lambda: name)
            break


def caught(names):
    for name in names:
        try:
            # ruleid: late-binding-closure
            results.append(lambda: name)
            raise LookupError
        except LookupError:
            pass


# One place for all: the last function sees the last value.

for i in range(3):
    # ok: late-binding-closure
    last = lambda: i

for i in range(3):
    # ok: late-binding-closure
    window.on_close = lambda: i
    window.close()

for i in range(3):
    # ok: late-binding-closure
    results[0] = lambda: i

for i in range(3):
    # ok: late-binding-closure
    setattr(window, "close", lambda: i)


def current(names):
    global handler
    for name in names:
        # ok: late-binding-closure
        handler = lambda: name


# Put back before the turn ends.

for step in steps:
    old = step.run
    try:
        # ok: late-binding-closure
        step.run = lambda: print(step)
        step.run()
    finally:
        step.run = old

for name in names:
    # ok: late-binding-closure
    handlers[name] = lambda: name
    run(handlers)
    del handlers[name]

# Made by calling it.

for scale in (1, 2):
    # ok: late-binding-closure
    matrix = Matrix(3, 3, lambda row, column: row * scale)
    results.append(2 * matrix)

# Kept only by what the turn makes itself.

for i in range(3):
    steps = []
    # ok: late-binding-closure
    steps.append(lambda: i)
    for step in steps:
        step()

for i in range(3):
    request = Request()
    # ok: late-binding-closure
    request.host = lambda: i
    request.send()

for i in range(3):
    request, response = prepared()
    # ok: late-binding-closure
    request.host = lambda: i
    request.send()

for i in range(3):
    parser = Parser()
    # ok: late-binding-closure
    parser.register("x", lambda text: text * i)
    parser.run()


class Item:
    def __init__(self, make_id, path):
        self.id = make_id(path)


for path in paths:
    # ok: late-binding-closure
    results.append(Item(lambda path_of_item: path, "a"))

# Nothing is known of what it is passed to.

for i in range(3):
    # ok: late-binding-closure
    apply(lambda: i)
    # ok: late-binding-closure
    results.append(retry(lambda: i))
    # ok: late-binding-closure
    frame[i] = frame.map(lambda cell: cell + i)

# The loop does not give it another value.

for i in range(3):
    label = "name"
    open_it = window.open
    # ok: late-binding-closure
    results.append(lambda: open_it(label))

for i in range(3):
    import json

    def dump(value):
        return json.dumps(value)

    # ok: late-binding-closure
    results.append(lambda: dump(json))

for i in range(3):

    def even(n):
        return n == 0 or odd(n - 1)

    def odd(n):
        return n != 0 and even(n - 1)

    # ok: late-binding-closure
    results.append(even)

limit = 10
for i in range(3):
    # ok: late-binding-closure
    results.append(lambda: limit)


# The function means to share the variable: it assigns it.
def counted(names):
    done = 0
    for name in names:
        done = len(name)

        def finish():
            nonlocal done
            # ok: late-binding-closure
            done += 1
            return done

        results.append(finish)


# The name is another one's.

for i in range(3):
    # ok: late-binding-closure
    results.append(lambda i: i)
    # ok: late-binding-closure
    results.append(lambda: [i for i in range(3)])
    # ok: late-binding-closure
    results.append([i for i in range(3)])


class Table:
    for column in ("a", "b"):
        # In a function `column` is not the class's variable.
        # ok: late-binding-closure
        results.append(lambda: column)
