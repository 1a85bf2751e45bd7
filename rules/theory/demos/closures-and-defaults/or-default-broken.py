"""`items or []` takes the caller's empty list for no list, and fills another one.

expected: the caller's list holds 0 items
fails with: AssertionError: the caller's list was replaced
"""


def basket(item, items=None):
    items = items or []
    items.append(item)
    return items


mine = []
basket("tea", mine)

print(f"the caller's list holds {len(mine)} items")
assert mine == ["tea"], "the caller's list was replaced"
