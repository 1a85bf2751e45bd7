"""The futures are kept, and each is asked for its result, which raises what the job raised.

expected: orders sent: 2, errors seen: 1
"""

from concurrent.futures import ThreadPoolExecutor

sent = []
errors = []


def send(order):
    if order == "coffee":
        raise ValueError("no coffee left")
    sent.append(order)


with ThreadPoolExecutor() as pool:
    futures = [pool.submit(send, order) for order in ("tea", "coffee", "milk")]
for future in futures:
    try:
        future.result()
    except ValueError as error:
        errors.append(error)
print(f"orders sent: {len(sent)}, errors seen: {len(errors)}")
assert errors, "the error is in the future that was thrown away"
