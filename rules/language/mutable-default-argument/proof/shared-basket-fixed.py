"""Each call makes a basket of its own, and only when none was brought.

expected: the second customer has ['pears']
"""


# ok: mutable-default-argument
def put(item, basket=None):
    if basket is None:
        basket = []
    basket.append(item)
    return basket


put("apples")
second = put("pears")
print(f"the second customer has {second}")
assert second == ["pears"], "the first customer's apples are in there"
