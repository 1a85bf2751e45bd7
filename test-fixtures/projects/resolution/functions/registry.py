import functools
import time


def plugin(fn):
    """Gives back what it decorates."""
    PLUGINS.append(fn)
    return fn


def named(name):
    def register(fn):
        fn.name = name
        return fn

    return register


def timed(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        started = time.monotonic()
        try:
            return fn(*args, **kwargs)
        finally:
            print(time.monotonic() - started)

    return inner


def replaced(fn):
    return print


PLUGINS = []


@plugin
def nap():
    time.sleep(1)


@named("doze")
def doze():
    time.sleep(1)


@timed
def snooze():
    time.sleep(1)


@replaced
def never_runs():
    time.sleep(1)


def quick():
    return 1


ACTIONS = {"nap": nap, "quick": quick}
alias = nap
