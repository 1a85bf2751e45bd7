"""Two customers who bring no basket get the same one.

expected: the second customer has ['apples', 'pears']
fails with: AssertionError: the first customer's apples are in there
"""


# ruleid: mutable-default-argument
def put(item, basket=[]):
    basket.append(item)
    return basket


put("apples")
second = put("pears")
print(f"the second customer has {second}")
assert second == ["pears"], "the first customer's apples are in there"
