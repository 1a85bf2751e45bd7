"""Functions collected in a list, dict or set: all of them see the last value."""

import collections
from functools import partial

# ruleid: late-binding-closure
functions = [lambda: i for i in range(3)]

# ruleid: late-binding-closure
by_name = {name: lambda: name for name in ("a", "b")}

# ruleid: late-binding-closure
unordered = {lambda: name for name in ("a", "b")}

# ruleid: late-binding-closure
as_tuple = tuple(lambda: i for i in range(3))

# ruleid: late-binding-closure
as_dict = dict((name, lambda: name) for name in ("a", "b"))

# ruleid: late-binding-closure
as_deque = collections.deque((lambda: i) for i in range(3))

# ruleid: late-binding-closure
in_tuples = [(i, lambda: i) for i in range(3)]

# ruleid: late-binding-closure
in_lists = [[lambda x: x + i, {}] for i in range(3)]

# ruleid: late-binding-closure
two_loops = [lambda: i + j for i in range(3) for j in range(3)]

# ruleid: late-binding-closure
with_condition = [(lambda: i) for i in range(3) if i]

# ruleid: late-binding-closure
wrapped = [partial(lambda x: x * i, 1) for i in range(3)]

# ruleid: late-binding-closure
as_property = {name: property(lambda self: self.values[name]) for name in ("a", "b")}

# ruleid: late-binding-closure
inner_function = [lambda: (lambda: i) for i in range(3)]

# ruleid: late-binding-closure
chosen = [(lambda: i) if i else None for i in range(3)]

# ruleid: late-binding-closure
iterators = [map(lambda x: x + i, range(3)) for i in range(3)]

# ruleid: late-binding-closure
generators = [(x + i for x in range(3)) for i in range(3)]

# ruleid: late-binding-closure
spread = list((x + i for x in range(3)) for i in range(3))

functions.extend(
    # ruleid: late-binding-closure
    lambda: i for i in range(3)
)


class Model:
    # ruleid: late-binding-closure
    validators = [lambda value: value > limit for limit in (1, 2)]

    def actions(self, names):
        # ruleid: late-binding-closure
        return [lambda: self.run(name) for name in names]

    async def pages(self, urls):
        # ruleid: late-binding-closure
        return [lambda: url async for url in urls]


# A default, keyword-only or not, is computed at once.

# ok: late-binding-closure
bound = [lambda i=i: i for i in range(3)]

# ok: late-binding-closure
bound_by_keyword = [lambda *args, i=i: (args, i) for i in range(3)]

# ok: late-binding-closure
bound_by_star = [lambda *, i=i: i for i in range(3)]

# ok: late-binding-closure
by_partial = [partial(pow, i) for i in range(3)]


def make(i):
    return lambda: i


# ok: late-binding-closure
by_factory = [make(i) for i in range(3)]

# ok: late-binding-closure
by_lambda_factory = [(lambda i: lambda: i)(i) for i in range(3)]

# Called, sorted by or used up in its own turn.

# ok: late-binding-closure
called = [(lambda: i)() for i in range(3)]

# ok: late-binding-closure
summed = [sum(x * i for x in range(3)) for i in range(3)]

# ok: late-binding-closure
sorted_by = [sorted(rows, key=lambda row: row[i]) for i in range(3)]

# ok: late-binding-closure
listed = [list(map(lambda x: x + i, range(3))) for i in range(3)]

# ok: late-binding-closure
filtered = [x for x in range(3) if any(x == y for y in range(x))]

# ok: late-binding-closure
extremes = [(min(rows, key=lambda row: row[i]), max(row[i] for row in rows)) for i in range(3)]

# The value is taken before the generator is made.

# ok: late-binding-closure
first_iterable = [(x for x in range(i)) for i in range(3)]

# The name belongs to somebody else: another comprehension, a parameter.

# ok: late-binding-closure
own_variable = [lambda: [i for i in range(3)] for i in range(3)]

# ok: late-binding-closure
own_parameter = [lambda i: i for i in range(3)]

# ok: late-binding-closure
other_loop = [x for x in range(3)] + [lambda: x for y in range(3)]

# Each function is done with before the next is made.

# ok: late-binding-closure
for function in (lambda: i for i in range(3)):
    function()

# ok: late-binding-closure
total = sum(f() for f in (lambda: i for i in range(3)))
