"""A cache keeps one result, but two calls may run until it has one: a hint."""
import functools
import threading
from functools import lru_cache

lock = threading.Lock()


class Client:
    def __init__(self):
        self.sent = 0


# ruleid: check-then-act
@functools.cache
def client():
    return Client()


# ruleid: check-then-act
@lru_cache(maxsize=None)
def connection():
    made = Client()
    return made


# ok: check-then-act
@functools.cache
def number():
    return 4 * 10


# ok: check-then-act
@functools.cache
def client_of(name):
    return Client()


# ok: check-then-act
@functools.cache
def guarded():
    return Client()


# ok: check-then-act
@functools.cache
def only_here():
    return Client()


def work(name):
    client()
    connection()
    number()
    client_of(name)
    with lock:
        guarded()


only_here()
for name in ("a", "b"):
    threading.Thread(target=work, args=(name,)).start()
