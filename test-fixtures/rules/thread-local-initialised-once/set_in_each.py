"""Every thread sets what it reads, is given it by the class, or is ready for its not being there."""
import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

from shop import keep, lookup


class Defaults(threading.local):
    depth = 0

    def __init__(self, user):
        self.user = user


class Lazy(threading.local):
    def __getattr__(self, name):
        return lookup(name)


defaults = Defaults("nobody")
lazy = Lazy()
lazy.user = "main"
local = threading.local()
local.user = "main"
local.seen = local.asked = local.caught = local.suppressed = local.named = local.tested = 0
passed_on = threading.local()
passed_on.user = "main"
keep(passed_on)
per_worker = threading.local()
elsewhere = threading.local()
elsewhere.user = "main"
only_main = threading.local()
only_main.user = "main"


def given():
    # ok: thread-local-initialised-once
    print(defaults.user, defaults.depth, lazy.user)


def own():
    local.user = "worker"
    # ok: thread-local-initialised-once
    print(local.user)


def helper():
    # ok: thread-local-initialised-once
    print(local.seen)


def through_helper():
    local.seen = 1
    helper()


def ready():
    # ok: thread-local-initialised-once
    print(getattr(local, "asked", 0))
    if hasattr(local, "tested"):
        # ok: thread-local-initialised-once
        print(local.tested)
    try:
        # ok: thread-local-initialised-once
        print(local.caught)
    except AttributeError:
        local.caught = 1
    with contextlib.suppress(AttributeError):
        # ok: thread-local-initialised-once
        print(local.suppressed)


def unready():
    # ok: thread-local-initialised-once
    return local.named


def careful():
    try:
        return unready()
    except AttributeError:
        return None


def prepare():
    per_worker.client = object()


def job():
    # ok: thread-local-initialised-once
    print(per_worker.client, passed_on.user)


def set_user(user):
    elsewhere.user = user


def get_user():
    # ok: thread-local-initialised-once
    return elsewhere.user


def show():
    # ok: thread-local-initialised-once
    print(only_main.user)


for target in (given, own, through_helper):
    threading.Thread(target=target).start()
threading.Thread(target=given).start()
threading.Thread(target=own).start()
threading.Thread(target=through_helper).start()
threading.Thread(target=ready).start()
threading.Thread(target=careful).start()
threading.Thread(target=get_user).start()
with ThreadPoolExecutor(initializer=prepare) as pool:
    pool.submit(job)
show()
