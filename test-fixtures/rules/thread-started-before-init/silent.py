"""Threads that find all that they read, or wait for it."""
import queue
import threading
from threading import Thread


class Last:
    def __init__(self):
        self.rows = []
        # ok: thread-started-before-init
        Thread(target=self.run).start()

    def run(self):
        print(self.rows)


class Waits:
    def __init__(self):
        self.ready = threading.Event()
        # ok: thread-started-before-init
        Thread(target=self.run).start()
        self.rows = []
        self.ready.set()

    def run(self):
        self.ready.wait()
        print(self.rows)


class WaitsForJobs:
    def __init__(self):
        self.jobs = queue.Queue()
        # ok: thread-started-before-init
        Thread(target=self.run).start()
        self.done = 0

    def run(self):
        while True:
            self.jobs.get()
            self.count()

    def count(self):
        self.done += 1


class Defaults:
    rows = ()
    limit = 3

    def __init__(self):
        self.done = False
        # ok: thread-started-before-init
        Thread(target=self.run).start()
        self.rows = []
        self.limit = 5
        self.done = True

    def run(self):
        print(self.rows, self.limit, self.done)


class Careful:
    def __init__(self):
        # ok: thread-started-before-init
        Thread(target=self.run).start()
        self.rows = []
        self.names = []
        self.sizes = []

    def run(self):
        if hasattr(self, "rows"):
            print(self.rows)
        try:
            print(self.names)
        except AttributeError:
            pass
        print(getattr(self, "sizes", None))


class Locked:
    def __init__(self):
        self.lock = threading.Lock()
        with self.lock:
            # ok: thread-started-before-init
            Thread(target=self.run).start()
            self.rows = []

    def run(self):
        with self.lock:
            print(self.rows)


class Writes:
    def __init__(self):
        # ok: thread-started-before-init
        Thread(target=self.run).start()
        self.rows = []

    def run(self):
        self.rows = [1]
        print(self.rows)


class Unread:
    def __init__(self):
        # ok: thread-started-before-init
        self.thread = Thread(target=self.run)
        self.thread.start()
        self.rows = []

    def run(self):
        print("nothing of it")

    def show(self):
        print(self.rows)


class Later:
    def __init__(self):
        # ok: thread-started-before-init
        self.thread = Thread(target=self.run)
        self.rows = []

    def begin(self):
        # ok: thread-started-before-init
        self.thread.start()

    def run(self):
        print(self.rows)


class Base:
    def __init__(self):
        self.thread = Thread(target=self.run)

    def begin(self):
        self.thread.start()

    def run(self):
        pass


class Derived(Base):
    def __init__(self):
        # ok: thread-started-before-init
        super().__init__()
        self.rows = []
        self.begin()

    def run(self):
        print(self.rows)


class Either:
    def __init__(self, now):
        if now:
            # ok: thread-started-before-init
            Thread(target=self.run).start()
        else:
            self.rows = []

    def run(self):
        print(self.rows)


class Dynamic:
    def __init__(self):
        # ok: thread-started-before-init
        Thread(target=self.run).start()
        self.rows = []

    def __getattr__(self, name):
        return None

    def run(self):
        print(self.rows)


class Helper:
    def __init__(self, other):
        # ok: thread-started-before-init
        Thread(target=other.run).start()
        self.rows = []

    def run(self):
        print(self.rows)


class Prepared:
    def __init__(self):
        self.rows = []
        self.begin()

    def begin(self):
        # ok: thread-started-before-init
        Thread(target=self.run).start()

    def run(self):
        print(self.rows)


class PreparedByBase(Prepared):
    def __init__(self):
        # ok: thread-started-before-init
        super().__init__()
        self.fill()

    def fill(self):
        self.rows = [1]
