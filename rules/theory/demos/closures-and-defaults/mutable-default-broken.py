"""The default list is made once, when `def` runs, and every call adds to it.

expected: ['tea', 'jam']
fails with: AssertionError: the second basket holds the first one's tea
"""


def basket(item, items=[]):
    items.append(item)
    return items


basket("tea")
second = basket("jam")

print(second)
assert second == ["jam"], "the second basket holds the first one's tea"
