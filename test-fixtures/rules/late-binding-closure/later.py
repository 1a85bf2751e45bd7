"""Functions handed to threads, pools, tasks, timers and callbacks: a race, where the loop goes on meanwhile."""

import _thread
import asyncio
import atexit
import multiprocessing
import signal
import threading
import tkinter as tk
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures import wait as wait_for_all
from threading import Thread, Timer

import gevent
from gi.repository import GLib
from homeassistant.helpers.event import async_call_later
from sqlalchemy import event

# Threads.

threads = []
for name in ("a", "b"):
    # ruleid: late-binding-closure
    thread = threading.Thread(target=lambda: print(name))
    thread.start()
    threads.append(thread)

for name in ("a", "b"):
    # ruleid: late-binding-closure
    Thread(target=lambda: print(name), daemon=True).start()

for name in ("a", "b"):

    def work():
        # ruleid: late-binding-closure
        print(name)

    Thread(None, work).start()

# ruleid: late-binding-closure
workers = [Thread(target=lambda: print(name)) for name in ("a", "b")]

for name in ("a", "b"):
    # ruleid: late-binding-closure
    _thread.start_new_thread(lambda: print(name), ())

for name in ("a", "b"):
    # ruleid: late-binding-closure
    thread = Thread(target=lambda: print(name))
    thread.start()
    # A join with a timeout may give up.
    thread.join(1)

for name in ("a", "b"):
    # ok: late-binding-closure
    thread = Thread(target=lambda: print(name))
    thread.start()
    thread.join()

for name in ("a", "b"):
    # ok: late-binding-closure
    pair = [Thread(target=lambda: print(name)), Thread(target=lambda: print(name))]
    for thread in pair:
        thread.start()
    for thread in pair:
        thread.join()

for name in ("a", "b"):
    group = []
    # ok: late-binding-closure
    group.append(Thread(target=lambda: print(name)))
    for thread in group:
        thread.join()

for name in ("a", "b"):
    # ok: late-binding-closure
    Thread(target=print, args=(name,)).start()

# Pools.

with ThreadPoolExecutor() as pool:
    for name in ("a", "b"):
        # ruleid: late-binding-closure
        pool.submit(lambda: print(name))
        # ruleid: late-binding-closure
        pool.map(lambda letter: print(name, letter), "xyz")

    # ruleid: late-binding-closure
    futures = [pool.submit(lambda: print(name)) for name in ("a", "b")]

    for name in ("a", "b"):
        # ok: late-binding-closure
        # ruleid: threads-run-one-at-a-time
        print(pool.submit(lambda: name).result())
        # ok: late-binding-closure
        future = pool.submit(lambda: name)
        # ruleid: threads-run-one-at-a-time
        print(future.result())
        # ok: late-binding-closure
        print(list(pool.map(lambda letter: name + letter, "xyz")))
        # ok: late-binding-closure
        pair = [pool.submit(lambda: name), pool.submit(lambda: name)]
        wait_for_all(pair)

for name in ("a", "b"):
    with ThreadPoolExecutor() as own_pool:
        # ok: late-binding-closure
        own_pool.submit(lambda: print(name))

for name in ("a", "b"):
    # ok: late-binding-closure
    pool.submit(print, name)

# Processes: one that is started in the turn has a copy of its own.

processes = []
for name in ("a", "b"):
    # ruleid: late-binding-closure
    processes.append(multiprocessing.Process(target=lambda: print(name)))

for name in ("a", "b"):
    # ok: late-binding-closure
    process = multiprocessing.Process(target=lambda: print(name))
    # ruleid: missing-main-guard
    # ruleid: fork-after-threads
    process.start()
    processes.append(process)

jobs = ProcessPoolExecutor()
for name in ("a", "b"):
    # ruleid: late-binding-closure
    # ruleid: unpicklable-process-argument
    jobs.submit(lambda: print(name))


# Tasks and the event loop.


async def crawl(urls):
    tasks = []
    for url in urls:

        async def fetch():
            # ruleid: late-binding-closure
            return await get(url)

        tasks.append(asyncio.create_task(fetch()))
    return await asyncio.gather(*tasks)


async def crawl_in_group(urls):
    async with asyncio.TaskGroup() as group:
        for url in urls:

            async def fetch():
                # ruleid: late-binding-closure
                return await get(url)

            group.create_task(fetch())


async def crawl_by_coroutines(urls):
    coroutines = []
    for url in urls:

        async def fetch():
            # ruleid: late-binding-closure
            return await get(url)

        coroutines.append(fetch())
    return await asyncio.gather(*coroutines)


async def crawl_in_nursery(nursery, urls):
    for url in urls:

        async def fetch():
            # ruleid: late-binding-closure
            return await get(url)

        nursery.start_soon(fetch)


async def crawl_in_turn(urls):
    for url in urls:

        async def fetch():
            # ok: late-binding-closure
            return await get(url)

        task = asyncio.create_task(fetch())
        await task
        await asyncio.gather(fetch(), fetch())
        await asyncio.wait_for(asyncio.ensure_future(fetch()), 1)


async def crawl_in_own_group(urls):
    for url in urls:
        async with asyncio.TaskGroup() as group:

            async def fetch():
                # ok: late-binding-closure
                return await get(url)

            group.create_task(fetch())


async def offload(names):
    loop = asyncio.get_running_loop()
    for name in names:
        # ruleid: late-binding-closure
        loop.call_later(1, lambda: print(name))
        # ruleid: late-binding-closure
        loop.call_soon(lambda: print(name))
        # ruleid: late-binding-closure
        loop.run_in_executor(None, lambda: print(name))
        # ok: late-binding-closure
        await loop.run_in_executor(None, lambda: print(name))
        # ok: late-binding-closure
        await asyncio.to_thread(lambda: print(name))
        # ok: late-binding-closure
        loop.call_later(1, print, name)
    # ruleid: late-binding-closure
    await asyncio.gather(*[loop.run_in_executor(None, lambda: print(name)) for name in names])


async def with_callbacks(tasks):
    for task in tasks:
        # ruleid: late-binding-closure
        task.add_done_callback(lambda _: print(task))
    for name in ("a", "b"):
        future = start(name)
        # ok: late-binding-closure
        future.add_done_callback(lambda _: print(name))
        await future


# Timers and callbacks.

for name in ("a", "b"):
    # ruleid: late-binding-closure
    Timer(1, lambda: print(name)).start()
    # ruleid: late-binding-closure
    atexit.register(lambda: print(name))

for number in (signal.SIGINT, signal.SIGTERM):
    # ruleid: late-binding-closure
    signal.signal(number, lambda *_: print(number))


class Window:
    def __init__(self, root):
        self.root = root
        self.buttons = {}

    def build(self, names):
        for name in names:
            # ruleid: late-binding-closure
            button = tk.Button(self.root, text=name, command=lambda: self.press(name))
            # ruleid: late-binding-closure
            button.bind("<Enter>", lambda event: self.press(name))
            # ruleid: late-binding-closure
            self.root.after(100, lambda: self.press(name))
            button.pack()

    def connect(self, names):
        for name in names:
            button = make_button(self, name)
            # ruleid: late-binding-closure
            button.clicked.connect(lambda: self.press(name))
            # ruleid: late-binding-closure
            make_action(self, name, triggered=lambda: self.press(name))
            # ok: late-binding-closure
            button.clicked.connect(lambda checked=False, name=name: self.press(name))

    def connect_functions(self, names):
        for name in names:

            def pressed():
                # ruleid: late-binding-closure
                self.press(name)

            self.buttons[name].clicked += pressed

    def connect_by_helper(self, names):
        for name in names:

            def pressed():
                # ruleid: late-binding-closure
                self.press(name)

            self.when_idle(pressed)

    def when_idle(self, function):
        def run(function=function):
            function()

        self.root.after_idle(run)

    def press(self, name):
        print(self, name)


for path in ("/", "/about"):

    @app.route(path)
    def page():
        # ruleid: late-binding-closure
        return path


for deferred, name in pairs:
    # ruleid: late-binding-closure
    deferred.addCallback(lambda result: print(result, name))


for name in ("a", "b"):
    # ruleid: late-binding-closure
    gevent.spawn(lambda: print(name))
    # ruleid: late-binding-closure
    GLib.idle_add(lambda: print(name))
    # ruleid: late-binding-closure
    async_call_later(hass, 1, lambda _: print(name))
    # ruleid: late-binding-closure
    event.listen(engine, "connect", lambda *_: print(name))
    # ok: late-binding-closure
    gevent.spawn(lambda: print(name)).join()
    # ok: late-binding-closure
    gevent.spawn(print, name)
