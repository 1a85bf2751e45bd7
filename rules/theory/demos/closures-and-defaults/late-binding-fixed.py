"""`functools.partial` keeps the value of this turn.

expected: [0, 1, 2]
"""

from functools import partial


def show(number):
    return number


functions = [partial(show, i) for i in range(3)]
results = [function() for function in functions]

print(results)
assert results == [0, 1, 2], "all of them see the last value"
