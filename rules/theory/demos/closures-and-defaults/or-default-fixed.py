"""`is None` asks the right question: was anything given at all?

expected: the caller's list holds 1 item
"""


def basket(item, items=None):
    if items is None:
        items = []
    items.append(item)
    return items


mine = []
basket("tea", mine)

print(f"the caller's list holds {len(mine)} item")
assert mine == ["tea"], "the caller's list was replaced"
