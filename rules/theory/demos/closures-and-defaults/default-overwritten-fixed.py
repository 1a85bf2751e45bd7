"""`functools.partial` puts its value first, and the caller's argument follows it.

expected: ['a finished', 'b finished']
"""

from functools import partial


def run(callbacks):
    return [callback("finished") for callback in callbacks]


def report(name, state):
    return f"{name} {state}"


results = run([partial(report, name) for name in ("a", "b")])

print(results)
assert results == ["a finished", "b finished"], "the argument took the default's place"
