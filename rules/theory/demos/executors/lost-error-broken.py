"""A job fails, and since nobody asks for its result nobody learns of it.

expected: orders sent: 2, errors seen: 0
fails with: AssertionError: the error is in the future that was thrown away
"""

from concurrent.futures import ThreadPoolExecutor

sent = []
errors = []


def send(order):
    if order == "coffee":
        raise ValueError("no coffee left")
    sent.append(order)


with ThreadPoolExecutor() as pool:
    for order in ("tea", "coffee", "milk"):
        pool.submit(send, order)
print(f"orders sent: {len(sent)}, errors seen: {len(errors)}")
assert errors, "the error is in the future that was thrown away"
