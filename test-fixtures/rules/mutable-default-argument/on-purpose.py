"""Defaults that are shared on purpose: hints."""


# ruleid: mutable-default-argument
def square(n, _cache={}):
    if n not in _cache:
        _cache[n] = n * n
    return _cache[n]


# ruleid: mutable-default-argument
def fibonacci(n, memo={0: 0, 1: 1}):
    if n not in memo:
        memo[n] = fibonacci(n - 1) + fibonacci(n - 2)
    return memo[n]


class Loader:
    # ruleid: mutable-default-argument
    def load(self, path, *, _path_cache=dict()):
        return _path_cache.setdefault(path, self)


# ruleid: mutable-default-argument
parsed = lambda text, _memo={}: _memo.setdefault(text, text.split())


# A cell that the function keeps for itself.


# ruleid: mutable-default-argument
def next_number(cell=[0]):
    cell[0] += 1
    return cell[0]


def tokens(lines):
    # ruleid: mutable-default-argument
    def read(at=[0]):
        at[0] += 1
        return lines[at[0]]

    return list(iter(read, ""))


def unique(words):
    # ruleid: mutable-default-argument
    def is_new(word, seen=set()):
        if word in seen:
            return False
        seen.add(word)
        return True

    return [word for word in words if is_new(word)]


# ruleid: mutable-default-argument
def watch(socket, _alive=[]):
    _alive.append(socket)


class Player:
    # ruleid: mutable-default-argument
    def update(self, text, _last={}):
        if _last.get(text) is not self:
            _last[text] = self


# Not cells: somebody passes it, or it is given away.


def unique_all(groups):
    # ruleid: mutable-default-argument
    def is_new(word, seen=set()):
        seen.add(word)
        return word

    return [is_new(word, set()) for group in groups for word in group]


def collectors():
    # ruleid: mutable-default-argument
    def collect(word, words=[]):
        words.append(word)
        return words

    return collect("a"), collect("b")


# ruleid: mutable-default-argument
def walk(node, _seen=set()):
    _seen.add(node)
    for child in node.children:
        walk(child, _seen)
