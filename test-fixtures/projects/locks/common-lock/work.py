"""Both orders, but who takes them always holds a third lock."""
from locks import first, outer, second


def forwards():
    with outer:
        _forwards()


def _forwards():
    with first:
        # ok: lock-order-inversion
        with second:
            print("both")


def backwards():
    outer.acquire()
    try:
        with second:
            take_first()
    finally:
        outer.release()


def take_first():
    # ok: lock-order-inversion
    with first:
        print("both")
