"""Decorators that keep what belongs to one call where all calls find it."""
import contextlib
import functools
import threading
import time

from flask import Flask

app = Flask(__name__)
lock = threading.Lock()
calls = threading.local()


class Timer(contextlib.ContextDecorator):
    def __enter__(self):
        self.started = time.monotonic()
        return self

    def __exit__(self, *error):
        print(time.monotonic() - self.started)


class Fresh(contextlib.ContextDecorator):
    """Python asks for another object for each call."""

    def _recreate_cm(self):
        return Fresh()

    def __enter__(self):
        self.started = time.monotonic()

    def __exit__(self, *error):
        print(time.monotonic() - self.started)


class Locked(contextlib.ContextDecorator):
    def __enter__(self):
        lock.acquire()
        self.started = time.monotonic()

    def __exit__(self, *error):
        print(time.monotonic() - self.started)
        lock.release()


class Named(contextlib.ContextDecorator):
    """What it keeps is the same for all calls."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("begin", self.name)

    def __exit__(self, *error):
        print("end", self.name)


class OwnDecorator:
    """Enters itself around each call."""

    def __enter__(self):
        self.before = time.monotonic()

    def __exit__(self, *error):
        print(time.monotonic() - self.before)

    def __call__(self, fn):
        @functools.wraps(fn)
        def wrapper(*args):
            with self:
                return fn(*args)

        return wrapper


class Timed:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *args):
        # ruleid: shared-call-state
        self.begun = time.monotonic()
        result = self.fn(*args)
        print(time.monotonic() - self.begun)
        return result


class Local:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *args):
        # ok: shared-call-state
        begun = time.monotonic()
        result = self.fn(*args)
        print(time.monotonic() - begun)
        return result


class Cached:
    """A value for all calls."""

    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *args):
        # ok: shared-call-state
        self.result = self.fn(*args)
        return self.result


@contextlib.contextmanager
def timer():
    started = time.monotonic()
    yield
    print(time.monotonic() - started)


def exclusive(fn):
    in_progress = False

    @functools.wraps(fn)
    def wrapper(*args):
        nonlocal in_progress
        if in_progress:
            return None
        # ruleid: shared-call-state
        in_progress = True
        try:
            return fn(*args)
        finally:
            in_progress = False

    return wrapper


def guarded(fn):
    in_progress = False

    def wrapper(*args):
        nonlocal in_progress
        with lock:
            # ok: shared-call-state
            in_progress = True
            try:
                return fn(*args)
            finally:
                in_progress = False

    return wrapper


def counted(fn):
    count = 0

    def wrapper(*args):
        nonlocal count
        # ok: shared-call-state
        count += 1
        return fn(*args)

    return wrapper


@app.route("/a")
# ruleid: shared-call-state
@Timer()
def a():
    return "a"


@app.route("/b")
# ok: shared-call-state
@Fresh()
def b():
    return "b"


@app.route("/c")
# ok: shared-call-state
@Locked()
def c():
    return "c"


@app.route("/d")
# ok: shared-call-state
@Named("d")
def d():
    return "d"


@app.route("/e")
# ruleid: shared-call-state
@OwnDecorator()
def e():
    return "e"


@app.route("/f")
@Timed
def f():
    return "f"


@app.route("/g")
@Local
def g():
    return "g"


@app.route("/h")
@exclusive
def h():
    return "h"


@app.route("/i")
@guarded
def i():
    return "i"


@app.route("/j")
@counted
def j():
    return "j"


@app.route("/k")
# ok: shared-call-state
@timer()
def k():
    return "k"


@app.route("/l")
def in_the_body():
    # ok: shared-call-state
    with Timer():
        return "l"


@app.route("/m")
@Cached
def m():
    return "m"


# ok: shared-call-state
@Timer()
def only_main():
    return "main"


# ruleid: shared-call-state
@Timer()
def work():
    print("work")


only_main()
for _ in range(4):
    threading.Thread(target=work).start()
