"""A manager shares the dictionary, but not the list in it: each look gives a copy of the list.

expected: orders of anna: []
fails with: AssertionError: the order went into a copy
"""

import multiprocessing


def order(orders):
    orders["anna"].append("tea")


def main():
    with multiprocessing.Manager() as manager:
        orders = manager.dict({"anna": []})
        process = multiprocessing.Process(target=order, args=(orders,))
        process.start()
        process.join()
        found = orders["anna"]
    print(f"orders of anna: {found}", flush=True)
    assert found == ["tea"], "the order went into a copy"


if __name__ == "__main__":
    main()
