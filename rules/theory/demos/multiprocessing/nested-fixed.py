"""What is assigned to the shared dictionary is sent to the manager.

expected: orders of anna: ['tea']
"""

import multiprocessing


def order(orders):
    orders["anna"] = [*orders["anna"], "tea"]


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
