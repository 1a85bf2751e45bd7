"""A default that should carry the loop's value is overwritten when the callback is called with an argument.

expected: ['finished', 'finished']
fails with: AssertionError: the argument took the default's place
"""


def run(callbacks):
    return [callback("finished") for callback in callbacks]


results = run([lambda name=name: name for name in ("a", "b")])

print(results)
assert results == ["a", "b"], "the argument took the default's place"
