import time


def patiently(call, *args):
    """Runs in a cycle of imports and of calls."""
    for _ in range(3):
        try:
            return call(*args)
        except OSError:
            again(call, args)


def again(call, args):
    from .client import fetch

    time.sleep(1)
    fetch(args[0])
