"""Every way of the standard library to run a function in another thread."""
import asyncio
import concurrent.futures
import http.server
import socketserver
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.pool import ThreadPool

submitted = mapped = timed = in_run = in_handler = in_mixin = to_thread = in_loop_pool = pooled = in_attribute = 0
direct = lambda_count = through_partial = 0


def job():
    global submitted
    # ruleid: unlocked-shared-global
    submitted += 1


def submit_all(items):
    with ThreadPoolExecutor() as pool:
        for _ in items:
            pool.submit(job)


def mapped_job(item):
    global mapped
    # ruleid: unlocked-shared-global
    mapped += item


def map_all(items):
    with concurrent.futures.ThreadPoolExecutor(max_workers=4) as executor:
        executor.map(mapped_job, items)


def tick():
    global timed
    # ruleid: unlocked-shared-global
    timed += 1


def schedule():
    for delay in range(3):
        threading.Timer(delay, tick).start()


class Worker(threading.Thread):
    def run(self):
        global in_run
        # ruleid: unlocked-shared-global
        in_run += 1


def start_workers():
    for _ in range(3):
        Worker().start()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        global in_handler
        # ruleid: unlocked-shared-global
        in_handler += 1


def serve():
    ThreadingHTTPServer(("", 8000), Handler).serve_forever()


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    pass


class MixedHandler(socketserver.BaseRequestHandler):
    def handle(self):
        global in_mixin
        # ruleid: unlocked-shared-global
        in_mixin += 1


def serve_mixed():
    Server(("", 8001), MixedHandler).serve_forever()


def blocking():
    global to_thread
    # ruleid: unlocked-shared-global
    to_thread += 1


async def fan_out():
    await asyncio.gather(*[asyncio.to_thread(blocking) for _ in range(5)])


def in_default_pool():
    global in_loop_pool
    # ruleid: unlocked-shared-global
    in_loop_pool += 1


async def fan_out_in_pool():
    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(None, in_default_pool) for _ in range(5)))


def thread_pool_job(item):
    global pooled
    # ruleid: unlocked-shared-global
    pooled += item


def use_thread_pool(items):
    with ThreadPool(4) as pool:
        pool.map(thread_pool_job, items)


class Service:
    def __init__(self):
        self.pool = ThreadPoolExecutor(8)

    def handle(self, request):
        global in_attribute
        # ruleid: unlocked-shared-global
        in_attribute += 1

    def serve(self, requests):
        for request in requests:
            self.pool.submit(self.handle, request)
