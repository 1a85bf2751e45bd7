"""Generators that several threads take values from, and some that only one does."""
import asyncio
import itertools
import queue
import threading
from concurrent.futures import ThreadPoolExecutor


def numbers():
    for number in range(100):
        print(number)
        yield number


def safe(fn):
    return fn


@safe
def decorated():
    yield 1


shared = numbers()
expression = (print(x) for x in range(10))
wrapped = enumerate(numbers())
locked = numbers()
made_safe = decorated()
counter = itertools.count()
values = iter([1, 2, 3])
only_main = numbers()
lock = threading.Lock()
jobs = queue.Queue()


def take():
    # ruleid: shared-iterator
    return next(shared)


def take_expression():
    # ruleid: shared-iterator
    for value in expression:
        print(value)


def take_wrapped():
    # ruleid: shared-iterator
    return next(wrapped)


def take_locked():
    with lock:
        # ok: shared-iterator
        return next(locked)


def take_others():
    # ok: shared-iterator
    print(next(made_safe))
    # ok: shared-iterator
    print(next(counter))
    # ok: shared-iterator
    print(next(values))
    # ok: shared-iterator
    print(jobs.get())


def own():
    mine = numbers()
    # ok: shared-iterator
    for value in mine:
        print(value)


class Source:
    def __init__(self):
        self.values = numbers()

    def start(self):
        for _ in range(3):
            threading.Thread(target=self.work).start()

    def work(self):
        # ruleid: shared-iterator
        self.values.send(None)


class OneThread:
    def __init__(self):
        self.values = numbers()

    def start(self):
        threading.Thread(target=self.work).start()

    def work(self):
        # ok: shared-iterator
        next(self.values)


def captured():
    inner = numbers()

    def work():
        # ruleid: shared-iterator
        print(list(inner))

    for _ in range(2):
        threading.Thread(target=work).start()


def beside():
    inner = numbers()

    def work():
        # ruleid: shared-iterator
        print(next(inner))

    thread = threading.Thread(target=work)
    thread.start()
    print(next(inner))
    thread.join()


def after():
    inner = numbers()

    def work():
        # ok: shared-iterator
        print(next(inner))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    print(next(inner))


def consume(source):
    # ruleid: shared-iterator
    for value in source:
        print(value)


def handed_over():
    source = numbers()
    with ThreadPoolExecutor() as pool:
        for _ in range(4):
            pool.submit(consume, source)


def consume_own(source):
    # ok: shared-iterator
    for value in source:
        print(value)


def one_each():
    for _ in range(4):
        source = numbers()
        threading.Thread(target=consume_own, args=(source,)).start()


def mapped():
    source = numbers()
    with ThreadPoolExecutor() as pool:
        # ok: shared-iterator
        print(list(pool.map(print, source)))


async def one_after_the_other():
    source = numbers()
    while True:
        # ok: shared-iterator
        value = await asyncio.to_thread(lambda: next(source, None))
        if value is None:
            return
        print(value)


# ok: shared-iterator
next(only_main)
for _ in range(4):
    threading.Thread(target=take).start()
    threading.Thread(target=take_expression).start()
    threading.Thread(target=take_wrapped).start()
    threading.Thread(target=take_locked).start()
    threading.Thread(target=take_others).start()
    threading.Thread(target=own).start()
Source().start()
OneThread().start()
captured()
beside()
after()
handed_over()
one_each()
mapped()
