"""Functions that block only in some of their calls: in a thread, in their other mode, when they are told to."""
import asyncio
import concurrent.futures
import contextlib
import functools
import importlib.util
import queue
import select
import socket
import subprocess
import sys
import threading
import time

import requests


def running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def drain(futures):
    if running_loop() is not None:
        return asyncio.wait([asyncio.wrap_future(future) for future in futures])
    return concurrent.futures.wait(futures)


def run_there(function, loop):
    if running_loop() == loop:
        function()
    else:
        time.sleep(1)


def is_loop_running():
    try:
        asyncio.get_running_loop()
        return True
    except RuntimeError:
        return False


def pause():
    if not is_loop_running():
        time.sleep(1)


def count_then_pause():
    current = running_loop()
    if current is None:
        time.sleep(1)
    time.sleep(1)


def stop_there(future, loop):
    try:
        is_ours = asyncio.get_running_loop() is loop
    except RuntimeError:
        is_ours = False
    if is_ours:
        return
    future.cancel()
    time.sleep(1)


async def asks_for_the_loop(futures, loop):
    # ok: blocking-call-in-async
    stop_there(futures, loop)
    # ok: blocking-call-in-async
    await drain(futures)
    # ok: blocking-call-in-async
    run_there(print, loop)
    # ok: blocking-call-in-async
    pause()
    # ruleid: blocking-call-in-async
    count_then_pause()


class Client:
    def __init__(self, asynchronous=False):
        self.asynchronous = asynchronous
        self.results = queue.Queue()
        self.done = threading.Event()

    def sync(self, function):
        if self.asynchronous:
            return function()
        self.done.wait()
        return self.results.get()

    def fetch(self):
        return self.sync(self.run)

    def report(self):
        return self.done.wait() if not self.asynchronous else self.run()

    async def run(self):
        return 1

    def next(self):
        return self.results.get()

    async def items(self):
        while self.results.empty():
            await asyncio.sleep(0.1)
        # ok: blocking-call-in-async
        yield self.next()

    async def hasty_items(self):
        if self.results.empty():
            # ruleid: blocking-call-in-async
            yield self.next()


async def uses_both_modes():
    client = Client(asynchronous=True)
    # ok: blocking-call-in-async
    await client.fetch()
    # ok: blocking-call-in-async
    await client.report()


class Both:
    def fetch(self, url):
        return requests.get(url)

    async def async_fetch(self, url):
        return await asyncio.to_thread(requests.get, url)


async def uses_what_there_is(both: Both):
    if hasattr(both, "async_fetch"):
        return await both.async_fetch("https://shop.example")
    # ok: blocking-call-in-async
    return both.fetch("https://shop.example")


class Mailbox:
    def __init__(self):
        self.letters = queue.Queue()
        self.thread = threading.Thread(target=print)

    def take(self, block=True, timeout=None):
        return self.letters.get(block, timeout)

    def take_one(self, wait=False):
        return self.take(block=wait)

    def close(self, *, join=True):
        if join:
            self.thread.join()

    def ask(self, url=None):
        if url is None:
            url = input("Where? ")
        return url

    def send(self, letter, mode="later"):
        if mode == "now":
            requests.post("https://post.example", data=letter)


def take_and_close(mailbox: Mailbox, join):
    mailbox.close(join=join)


async def says_what_it_wants(mailbox: Mailbox, url):
    # ok: blocking-call-in-async
    mailbox.take(False)
    # ok: blocking-call-in-async
    mailbox.take(timeout=0)
    # ruleid: blocking-call-in-async
    mailbox.take()


async def says_it_further_on(mailbox: Mailbox, url):
    # ok: blocking-call-in-async
    mailbox.take_one()
    # ok: blocking-call-in-async
    mailbox.close(join=False)
    # ok: blocking-call-in-async
    take_and_close(mailbox, False)
    # ok: blocking-call-in-async
    mailbox.ask("https://shop.example")
    # ok: blocking-call-in-async
    mailbox.send("hello")
    # ok: blocking-call-in-async
    mailbox.send("hello", mode="later")
    if url:
        # ok: blocking-call-in-async
        mailbox.ask(url)


async def wants_to_wait(mailbox: Mailbox, url):
    # ruleid: blocking-call-in-async
    mailbox.take_one(wait=True)
    # ruleid: blocking-call-in-async
    mailbox.close()
    # ruleid: blocking-call-in-async
    take_and_close(mailbox, True)
    # ruleid: blocking-call-in-async
    mailbox.ask()
    # ruleid: blocking-call-in-async
    mailbox.send("hello", mode="now")


async def hands_it_on(mailbox: Mailbox, join):
    # ruleid: blocking-call-in-async
    take_and_close(mailbox, join)
    # ok: blocking-call-in-async
    closing = functools.partial(take_and_close, mailbox, True)
    # ok: blocking-call-in-async
    return [closing, lambda: mailbox.take()]


def serve_forever(loop, path):
    loop.run_forever()
    time.sleep(1)


def serve_until_stopped(loop):
    try:
        loop.run_forever()
    finally:
        time.sleep(1)


async def never_gets_there(loop):
    # ok: blocking-call-in-async
    serve_forever(loop, None)
    # ok: blocking-call-in-async
    serve_until_stopped(loop)


def bind(port, flags=None):
    if flags is None:
        flags = socket.AI_PASSIVE
    return socket.getaddrinfo(None, port, 0, socket.SOCK_STREAM, 0, flags)


def look_up(host):
    return socket.getaddrinfo(host, 443)


def is_alive(path):
    with socket.socket(socket.AF_UNIX) as probe:
        probe.connect(path)


async def listen():
    # ok: blocking-call-in-async
    bind(8080)
    # ok: blocking-call-in-async
    is_alive("/run/shop.socket")
    # ruleid: blocking-call-in-async
    look_up("shop.example")


# What waits only once, or only when somebody else holds a lock, is information.
_version = None


def version():
    global _version
    if _version is None:
        _version = subprocess.check_output(["git", "describe"])
    return _version


@functools.cache
def settings():
    return requests.get("https://settings.example").json()


class Prices:
    loaded = None
    names = []

    @classmethod
    def load(cls):
        if cls.loaded is None:
            cls.loaded = requests.get("https://prices.example").json()
        return cls.loaded

    @classmethod
    def load_names(cls):
        if len(cls.names) == 0:
            cls.names = requests.get("https://prices.example/names").json()
        return cls.names


_texts = {}


def text(key):
    try:
        return _texts[key]
    except KeyError:
        _texts[key] = requests.get(f"https://texts.example/{key}").text
        return _texts[key]


def install(package):
    if not importlib.util.find_spec(package):
        subprocess.check_call(["pip", "install", package])


def parse_options(arguments):
    if "--version" in arguments:
        print(subprocess.check_output(["git", "describe"]))
        sys.exit(0)


class Tracer:
    debug = False

    def trace(self):
        if self.debug:
            with open("trace.txt") as file:
                return file.read()
        return ""


class Store:
    def __init__(self):
        self.lock = threading.Lock()

    def refill(self):
        with self.lock:
            requests.get("https://shop.example")

    def peek(self):
        with self.lock:
            return 1


async def waits_seldom(store: Store, tracer: Tracer):
    # ruleid: blocking-call-in-async
    tracer.trace()
    # ruleid: blocking-call-in-async
    parse_options(["--version"])
    # ruleid: blocking-call-in-async
    install("yaml")
    # ruleid: blocking-call-in-async
    version()
    # ruleid: blocking-call-in-async
    Prices.load()
    # ruleid: blocking-call-in-async
    Prices.load_names()
    # ruleid: blocking-call-in-async
    settings()
    # ruleid: blocking-call-in-async
    text("hello")
    # ruleid: blocking-call-in-async
    store.peek()
    # ruleid: blocking-call-in-async
    store.refill()


# So is what is six calls away.
def first():
    second()


def second():
    third()


def third():
    fourth()


def fourth():
    fifth()


def fifth():
    sixth()


def sixth():
    time.sleep(1)


async def far_away():
    # ruleid: blocking-call-in-async
    first()
    # ruleid: blocking-call-in-async
    second()


async def main(loop):
    await asyncio.gather(asks_for_the_loop([], loop), uses_both_modes(), listen(), far_away())


class Relay:
    def __init__(self, future: concurrent.futures.Future):
        self.future = future

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.future.result(timeout=5)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        await asyncio.wrap_future(self.future)


def pages(urls):
    for url in urls:
        yield requests.get(url).text


@contextlib.contextmanager
def slowly():
    yield
    time.sleep(1)


async def by_other_means(future, urls):
    # ruleid: blocking-call-in-async
    with Relay(future):
        await asyncio.sleep(1)
    # ok: blocking-call-in-async
    async with Relay(future):
        await asyncio.sleep(1)
    # ruleid: blocking-call-in-async
    for page in pages(urls):
        print(page)
    # ruleid: blocking-call-in-async
    with slowly():
        await asyncio.sleep(1)


def poll(poller, timeout=0):
    milliseconds = None if timeout is None else timeout * 1000
    return select.poll().poll(milliseconds)


def is_closed(poller):
    return poll(poller)


async def close(poller):
    # ok: blocking-call-in-async
    if is_closed(poller):
        # ruleid: blocking-call-in-async
        poll(poller, 5)
