"""Functions that are appended to or stored in what is there after the turn."""

import heapq
from collections import defaultdict, deque, namedtuple
from dataclasses import dataclass

functions = []
by_name = {}
groups = defaultdict(list)
queue = deque()

for i in range(3):
    # ruleid: late-binding-closure
    functions.append(lambda: i)

for i in range(3):

    def show():
        # ruleid: late-binding-closure
        return i

    functions.append(show)

for i in range(3):

    async def fetch():
        # ruleid: late-binding-closure
        return await get(i)

    functions.append(fetch)

for name in ("a", "b"):
    # ruleid: late-binding-closure
    by_name[name] = lambda: name

for name in ("a", "b"):
    # ruleid: late-binding-closure
    by_name.setdefault(name, lambda: name)

for name in ("a", "b"):
    # ruleid: late-binding-closure
    by_name.update({name: lambda: name})

for name in ("a", "b"):
    # ruleid: late-binding-closure
    groups[name].append(lambda: name)

for i in range(3):
    # ruleid: late-binding-closure
    functions += [lambda: i]

for i in range(3):
    # ruleid: late-binding-closure
    functions = functions + [lambda: i]

for i in range(3):
    # ruleid: late-binding-closure
    functions.extend([lambda: i, print])

for i in range(3):
    # ruleid: late-binding-closure
    queue.appendleft((i, lambda: i))

for i in range(3):
    # ruleid: late-binding-closure
    heapq.heappush(functions, (i, lambda: i))

for i in range(3):
    # ruleid: late-binding-closure
    step = lambda: i
    functions.append(step)

for i in range(3):
    # ruleid: late-binding-closure
    steps = [lambda: i]
    functions.append(steps)

for i in range(3):
    entry = {}
    # ruleid: late-binding-closure
    entry["run"] = lambda: i
    functions.append(entry)

for button in window.buttons:
    # ruleid: late-binding-closure
    button.action = lambda: print(button)

for name in ("a", "b"):
    # ruleid: late-binding-closure
    setattr(window, name, lambda self: name)

for name in ("a", "b"):
    # ruleid: late-binding-closure
    setattr(window, name, property(lambda self: self.values[name]))

for name in ("a", "b"):
    # ruleid: late-binding-closure
    functions.append(type(name, (), {"show": lambda self: name}))

# Generators and iterators run even later.

for i in range(3):
    # ruleid: late-binding-closure
    functions.append(x + i for x in range(3))

for i in range(3):
    # ruleid: late-binding-closure
    functions.append(map(lambda x: x + i, range(3)))

for i in range(3):

    def numbers():
        # ruleid: late-binding-closure
        yield i

    functions.append(numbers())

for name in ("a", "b"):
    # ruleid: late-binding-closure
    by_name[name] = (name + letter for letter in "xyz")


def sieve(numbers):
    while True:
        prime = next(numbers)
        yield prime
        # ruleid: late-binding-closure
        numbers = filter(lambda n: n % prime, numbers)


def sieve_by_generator(numbers):
    for prime in (2, 3, 5):
        # ruleid: late-binding-closure
        numbers = (n for n in numbers if n % prime)
    return numbers


# What the turn assigns is rebound too, and a counter.

for line in open("lines"):
    key, _, value = line.partition("=")
    # ruleid: late-binding-closure
    by_name[key] = lambda: value

i = 0
while i < 3:
    # ruleid: late-binding-closure
    functions.append(lambda: i)
    i += 1

while chunk := read():
    # ruleid: late-binding-closure
    functions.append(lambda: chunk)

for path in paths:
    with open(path) as file:
        # ruleid: late-binding-closure
        functions.append(lambda: file.name)

for event in events:
    match event:
        case ("move", distance):
            # ruleid: late-binding-closure
            functions.append(lambda: distance)

for x, (y, *rest) in points:
    # ruleid: late-binding-closure
    functions.append(lambda: (rest, y))

for i in range(3):

    def helper():
        # ruleid: late-binding-closure
        return i

    # ruleid: late-binding-closure
    functions.append(lambda: helper())
    functions.append(helper)


class Registry:
    def __init__(self):
        self.handlers = []
        self.named = {}

    def add(self, handler):
        self.handlers.append(handler)

    def fill(self, names):
        for name in names:
            # ruleid: late-binding-closure
            self.handlers.append(lambda: name)
            # ruleid: late-binding-closure
            self.named[name] = lambda: name
            # ruleid: late-binding-closure
            self.add(lambda: name)

    async def fill_from(self, source):
        async for name in source:
            # ruleid: late-binding-closure
            self.handlers.append(lambda: name)


class Action:
    def __init__(self, run):
        self.run = run


@dataclass
class Step:
    run: object


Job = namedtuple("Job", "run")

for i in range(3):
    # ruleid: late-binding-closure
    functions.append(Action(lambda: i))
    # ruleid: late-binding-closure
    functions.append(Step(run=lambda: i))
    # ruleid: late-binding-closure
    functions.append(Job(lambda: i)) if False else functions.append([lambda: i])


def logged(function):
    def call():
        print("calling")
        return function()

    return call


for i in range(3):
    # ruleid: late-binding-closure
    functions.append(logged(lambda: i))


def outer_loop(rows, results):
    for row in rows:
        for cell in row:
            # ruleid: late-binding-closure
            results.append(lambda: (row, cell))


def only_the_inner_one(rows):
    for row in rows:
        steps = []
        for cell in row:
            # ruleid: late-binding-closure
            steps.append(lambda: (row, cell))
        for step in steps:
            step()
