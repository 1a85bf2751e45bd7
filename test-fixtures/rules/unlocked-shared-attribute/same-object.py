"""One object, several threads: what shows it."""
import concurrent.futures
import functools
import threading
from concurrent.futures import ThreadPoolExecutor


class Pool:
    def __init__(self):
        self.jobs = 0
        self.by_name = {}
        self.level = 1
        self.partial = 0
        self.mapped = 0
        self.inner = 0

    def start(self):
        for number in range(4):
            threading.Thread(target=self.work, args=(number,)).start()

    def work(self, name):
        # ruleid: unlocked-shared-attribute
        self.jobs += 1
        # ruleid: unlocked-shared-attribute
        self.by_name[name] = self.by_name.get(name, 0) + 1
        # ruleid: unlocked-shared-attribute
        self.level = step(self.level)
        self.deeper()

    def deeper(self):
        # ruleid: unlocked-shared-attribute
        self.inner += 1

    def submit_all(self, names):
        with ThreadPoolExecutor() as executor:
            for name in names:
                executor.submit(functools.partial(self.one, name))
            executor.map(self.other, names)

    def one(self, name):
        # ruleid: unlocked-shared-attribute
        self.partial += 1

    def other(self, name):
        # ruleid: unlocked-shared-attribute
        self.mapped += 1


def step(value):
    return value + 1


class Beside:
    """One thread, beside the code that starts it."""

    def __init__(self):
        self.count = 0
        self.ended = 0
        self.early = 0

    def run(self):
        self.early += 1
        thread = threading.Thread(target=self.work)
        thread.start()
        # ruleid: unlocked-shared-attribute
        self.count += 1
        thread.join()
        self.ended += 1

    def work(self):
        # ruleid: unlocked-shared-attribute
        self.count += 1
        # The thread is not there yet, or has ended, where these are changed too.
        # ok: unlocked-shared-attribute
        self.early += 1
        # ok: unlocked-shared-attribute
        self.ended += 1


Beside().run()


class Worker(threading.Thread):
    """The object is the thread; the main flow has it too."""

    def __init__(self):
        super().__init__()
        self.done = 0

    def run(self):
        # ruleid: unlocked-shared-attribute
        self.done += 1

    def reset(self):
        self.done = 0


worker = Worker()
worker.start()
worker.reset()
pool = Pool()
pool.start()


class App:
    """One for the process: whoever runs its method shares it."""

    def __init__(self):
        self.hits = 0
        self.stats = Stats()

    def hit(self):
        # ruleid: unlocked-shared-attribute
        self.hits += 1
        self.stats.add()


class Stats:
    def __init__(self):
        self.total = 0

    def add(self):
        # ruleid: unlocked-shared-attribute
        self.total += 1


app = App()


def handle(number):
    app.hit()
    # ruleid: unlocked-shared-attribute
    app.hits += number


with concurrent.futures.ThreadPoolExecutor() as requests:
    requests.map(handle, range(9))


def closure_over_object():
    box = Stats()

    def work():
        # ruleid: unlocked-shared-attribute
        box.total += 1

    for _ in range(3):
        threading.Thread(target=work).start()


class Handler:
    def __init__(self):
        self.calls = 0

    def serve(self):
        def work():
            # ruleid: unlocked-shared-attribute
            self.calls += 1

        for _ in range(3):
            threading.Thread(target=work).start()


class Registry:
    """The lock of each object, held by no constructor, keeps nobody from what all objects share."""

    made = 0

    def __init__(self):
        self.lock = threading.Lock()
        self._count()

    def again(self):
        with self.lock:
            self._count()

    def _count(self):
        # ruleid: unlocked-shared-attribute
        Registry.made += 1


def make():
    Registry().again()


for _ in range(3):
    threading.Thread(target=make).start()
