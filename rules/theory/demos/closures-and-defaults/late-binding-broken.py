"""Three functions made in a loop read one variable, and they read it when they are called.

expected: [2, 2, 2]
fails with: AssertionError: all of them see the last value
"""

functions = [lambda: i for i in range(3)]
results = [function() for function in functions]

print(results)
assert results == [0, 1, 2], "all of them see the last value"
