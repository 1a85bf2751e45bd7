"""None stands for "nothing given", and each call makes its own list.

expected: ['jam']
"""


def basket(item, items=None):
    if items is None:
        items = []
    items.append(item)
    return items


basket("tea")
second = basket("jam")

print(second)
assert second == ["jam"], "the second basket holds the first one's tea"
