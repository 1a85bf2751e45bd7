"""Displays and comprehensions as defaults, in every kind of function."""


# ruleid: mutable-default-argument
def collect(item, items=[]):
    items.append(item)
    return items


# ruleid: mutable-default-argument
def count(word, counts={}):
    counts[word] = counts.get(word, 0) + 1
    return counts


# ruleid: mutable-default-argument
def tag(name, tags={"new"}):
    tags.add(name)


# ruleid: mutable-default-argument
def grid(cells=[[0] * 3 for _ in range(3)]):
    cells[0][0] = 1


# ruleid: mutable-default-argument
def squares(table={n: n * n for n in range(10)}):
    table.clear()


# ruleid: mutable-default-argument
def letters(alphabet={c for c in "abc"}):
    alphabet.discard("a")


# ruleid: mutable-default-argument
def positional_only(item, items=[], /):
    items.append(item)


# ruleid: mutable-default-argument
def keyword_only(item, *, items=[]):
    items.insert(0, item)


# ruleid: mutable-default-argument
def after_star(*args, items=[]):
    items.extend(args)


# ruleid: mutable-default-argument
async def fetched(url, seen=set()):
    seen.add(url)
    return len(seen)


# ruleid: mutable-default-argument
def numbered(lines, numbers=[]):
    for line in lines:
        numbers.append(line)
        yield numbers


# ruleid: mutable-default-argument
remember = lambda item, items=[]: items.append(item)

# ruleid: mutable-default-argument
give = lambda items={}: items


def two(
    # ruleid: mutable-default-argument
    first=[],
    # ruleid: mutable-default-argument
    second={},
):
    first.append(second)
    second["first"] = 1


class Basket:
    # ruleid: mutable-default-argument
    def __init__(self, items=[]):
        self.items = items

    def add(self, item):
        self.items.append(item)

    # ruleid: mutable-default-argument
    def merged(self, others=[]):
        others += self.items
        return len(others)

    @classmethod
    # ruleid: mutable-default-argument
    def empty(cls, items=[]):
        items.sort()
        items.append(cls)

    @staticmethod
    # ruleid: mutable-default-argument
    async def load(path, errors=[]):
        errors.append(path)


def outer(words):
    # ruleid: mutable-default-argument
    def walk(word, path=[]):
        path.append(word)
        for part in word:
            walk(part, path)

    for word in words:
        walk(word)
