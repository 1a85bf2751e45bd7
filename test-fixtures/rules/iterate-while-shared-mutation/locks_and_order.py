"""Who holds the same lock, comes before the start or behind the join, or has a container of its own is left alone."""
import threading

lock = threading.Lock()
other_lock = threading.Lock()
guarded = {}
half_guarded = {}
twice_guarded = {}
early = {}
late = {}
alone = {}
snapshot = {}


def work(name):
    with lock:
        guarded[name] = 1
    with lock:
        half_guarded[name] = 1
    with lock:
        twice_guarded[name] = 1
    early[name] = 1
    late[name] = 1
    with lock:
        snapshot[name] = 1
    own = {}
    own[name] = 1
    # ok: iterate-while-shared-mutation
    for key in own:
        print(key)


def show():
    with lock:
        # ok: iterate-while-shared-mutation
        for key in guarded:
            print(key)
    # ruleid: iterate-while-shared-mutation
    for key in half_guarded:
        print(key)
    with other_lock:
        # ruleid: iterate-while-shared-mutation
        for key in twice_guarded:
            print(key)
    with lock:
        keys = list(snapshot)
    # ok: iterate-while-shared-mutation
    for key in keys:
        print(key)


def show_later():
    with lock:
        live = half_guarded.keys()
    # The lock is released before the loop begins.
    # ruleid: iterate-while-shared-mutation
    for key in live:
        print(key)


def nobody_else():
    alone["x"] = 1
    alone.clear()
    # ok: iterate-while-shared-mutation
    for key in alone:
        print(key)


# ok: iterate-while-shared-mutation
for key in early:
    print(key)
threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
for thread in threads:
    thread.start()
show()
show_later()
nobody_else()
for thread in threads:
    thread.join()
# ok: iterate-while-shared-mutation
for key in late:
    print(key)


class Registry:
    """Nothing shows that a thread ever runs this: an assumed caller is no evidence."""

    def __init__(self):
        self.entries = {}

    def add(self, name):
        self.entries[name] = 1

    def names(self):
        # ok: iterate-while-shared-mutation
        return [name for name in self.entries]


class Board:
    def __init__(self):
        self.cards = {}
        threading.Thread(target=self.fill).start()

    def fill(self):
        self.cards["new" + str(len(self.cards))] = 1

    def names(self):
        # Somebody may call this from the main flow: an info.
        # ruleid: iterate-while-shared-mutation
        return [name for name in self.cards]
