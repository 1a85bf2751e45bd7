import threading

first = threading.Lock()
second = threading.Lock()


def forwards():
    with first:
        # ok: lock-order-inversion
        with second:
            print("both")


def backwards():
    with second:
        # ok: lock-order-inversion
        with first:
            print("both")
