import itertools

values = iter(range(100))
numbers = itertools.count()
