"""Callbacks given to the event loop: it runs them itself."""
import asyncio
import concurrent.futures
import functools
import signal
import subprocess
import time

import requests


def soon():
    # ruleid: blocking-call-in-async
    time.sleep(1)


def later(url):
    # ruleid: blocking-call-in-async
    requests.get(url)


def at():
    # ruleid: blocking-call-in-async
    subprocess.run(["sync"])


def from_thread():
    # ruleid: blocking-call-in-async
    time.sleep(2)


def readable():
    # ruleid: blocking-call-in-async
    time.sleep(0.1)


def writable():
    # ruleid: blocking-call-in-async
    time.sleep(0.2)


def on_signal():
    # ruleid: blocking-call-in-async
    time.sleep(0.3)


def on_done(task):
    # ruleid: blocking-call-in-async
    time.sleep(0.4)


def on_future(future):
    # ruleid: blocking-call-in-async
    time.sleep(0.5)


def given_twice():
    # ruleid: blocking-call-in-async
    time.sleep(0.6)


async def main(url, fd):
    loop = asyncio.get_running_loop()
    loop.call_soon(soon)
    loop.call_later(1, functools.partial(later, url))
    loop.call_at(loop.time() + 1, at)
    asyncio.get_event_loop().call_soon_threadsafe(from_thread)
    loop.add_reader(fd, readable)
    loop.add_writer(fd, callback=writable)
    loop.add_signal_handler(signal.SIGTERM, on_signal)
    # ruleid: blocking-call-in-async
    loop.call_soon(lambda: time.sleep(1))
    # ok: blocking-call-in-async
    loop.call_soon(lambda: print("quick"))
    task = asyncio.create_task(asyncio.sleep(1))
    task.add_done_callback(on_done)
    loop.create_future().add_done_callback(on_future)
    loop.call_soon(given_twice)
    loop.run_in_executor(None, given_twice)


class Server:
    def __init__(self, loop: asyncio.AbstractEventLoop):
        self.loop = loop

    def start(self):
        self.loop.call_soon(self.tick)

    def tick(self):
        # ruleid: blocking-call-in-async
        time.sleep(1)
        self.loop.call_later(1, self.tick)

    def stop(self):
        # ok: blocking-call-in-async
        time.sleep(1)


class Echo(asyncio.Protocol):
    def data_received(self, data):
        # ruleid: blocking-call-in-async
        time.sleep(len(data))

    def helper(self):
        # ok: blocking-call-in-async
        time.sleep(1)


class Beacon(asyncio.DatagramProtocol):
    def datagram_received(self, data, addr):
        # ruleid: blocking-call-in-async
        requests.post("http://collector.example", data=data)


def on_thread_done(future):
    # A future of a thread pool calls back in the thread that ran the job.
    # ok: blocking-call-in-async
    time.sleep(1)


def start_thread_job(work):
    pool = concurrent.futures.ThreadPoolExecutor()
    pool.submit(work).add_done_callback(on_thread_done)


def helper():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        # ok: blocking-call-in-async
        time.sleep(1)


async def fails_for_other_reasons():
    try:
        task = asyncio.current_task()
        task.set_name("a")
        await asyncio.sleep(1)
    except Exception:
        # ruleid: blocking-call-in-async
        time.sleep(1)


def asks_the_loop(loop: asyncio.AbstractEventLoop):
    if not loop.is_running():
        # ok: blocking-call-in-async
        time.sleep(1)


def asks_for_the_loop():
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop is None:
        # ok: blocking-call-in-async
        time.sleep(1)
    else:
        # ruleid: blocking-call-in-async
        time.sleep(2)
    if not loop:
        # ok: blocking-call-in-async
        time.sleep(3)


async def give_helpers():
    loop = asyncio.get_running_loop()
    loop.call_soon(asks_for_the_loop)
    loop.call_soon(helper)
    loop.call_soon(asks_the_loop, loop)
