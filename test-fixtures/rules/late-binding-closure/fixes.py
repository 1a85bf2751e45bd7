"""Places for the fix, and where there is none."""

from functools import cache, partial

kept = []

for i in range(3):
    # ruleid: late-binding-closure
    kept.append(lambda x: x + i)
    # ruleid: late-binding-closure
    kept.append(lambda *args: (args, i))
    # ruleid: late-binding-closure
    kept.append(lambda **options: (options, i))
    # ruleid: late-binding-closure
    kept.append(lambda x, /: x + i)
    # ruleid: late-binding-closure
    kept.append(lambda x=1, *, y: x + y + i)
    # ruleid: late-binding-closure
    signal.connect(lambda: i)
    # ruleid: late-binding-closure
    signal.connect(lambda event: (event, i))
    # ruleid: late-binding-closure
    signal.connect(lambda *events: (events, i))
    # ruleid: late-binding-closure
    signal.connect(lambda event, *, x=1: (event, x, i))

for i in range(3):
    for j in range(3):
        # ruleid: late-binding-closure
        kept.append(lambda: (j, i, j))

for i in range(3):

    def plain():
        # ruleid: late-binding-closure
        return i

    def annotated(x: int, *, y: str = "") -> int:
        # ruleid: late-binding-closure
        return i

    def over_lines(
        x,
        y,
    ):
        # ruleid: late-binding-closure
        return x, y, i

    def positional(x, /):
        # ruleid: late-binding-closure
        return x, i

    async def later(*args, **options):
        # ruleid: late-binding-closure
        return args, options, i

    # No fix: what the decorator makes of the parameters is not known.
    @cache
    def decorated():
        # ruleid: late-binding-closure
        return i

    kept += [plain, annotated, over_lines, positional, later, decorated]

for i in range(3):
    # No fix: a generator has no parameters.
    # ruleid: late-binding-closure
    kept.append(x + i for x in range(3))

state = None
for i in range(3):
    # No fix: `state` gets its value of this turn later.
    # ruleid: late-binding-closure
    kept.append(lambda: state)
    state = i + 1

for i in range(3):
    if i:
        found = i + 1
    # No fix: `found` may be that of an earlier turn.
    # ruleid: late-binding-closure
    kept.append(lambda: found)

for i in range(3):
    if i:
        both = i + 1
    else:
        both = i - 1
    # ruleid: late-binding-closure
    kept.append(lambda: both)

count = 0
while count < 3:
    # ruleid: late-binding-closure
    kept.append(lambda: count)
    count += 1

# ruleid: late-binding-closure
nested = [partial(lambda x, y: x + y + i, 1) for i in range(3)]
