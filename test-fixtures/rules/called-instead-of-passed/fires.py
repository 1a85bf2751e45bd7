import asyncio
import atexit
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Process

import anyio
import trio


def work(order=None):
    print("packing", order)


def count(order):
    if order:
        return [1, 2]
    return None


def is_done(order):
    return count(order) or order == 1


def numbers():
    yield 1


def again():
    return work()


class Worker:
    def run(self):
        print("running")

    @staticmethod
    def stop():
        print("stopped")

    def start(self):
        # ruleid: called-instead-of-passed
        self.running = threading.Thread(target=self.run())
        self.running.start()
        # ruleid: called-instead-of-passed
        self.stopping = threading.Thread(target=self.stop())
        self.stopping.start()


# ruleid: called-instead-of-passed
threading.Thread(target=work()).start()
# ruleid: called-instead-of-passed
threading.Thread(None, work()).start()
# ruleid: called-instead-of-passed
threading.Thread(target=count("tea")).start()
# ruleid: called-instead-of-passed
threading.Thread(target=is_done("tea")).start()
# ruleid: called-instead-of-passed
threading.Thread(target=numbers()).start()
# ruleid: called-instead-of-passed
threading.Thread(target=again()).start()
# ruleid: called-instead-of-passed
threading.Thread(target=time.sleep(1)).start()
# ruleid: called-instead-of-passed
threading.Thread(target=print("done")).start()
# ruleid: called-instead-of-passed
threading.Timer(5, work())
# ruleid: called-instead-of-passed
Process(target=work())
# ruleid: called-instead-of-passed
atexit.register(work())
# ruleid: called-instead-of-passed
signal.signal(signal.SIGTERM, work())

with ThreadPoolExecutor() as pool:
    # ruleid: called-instead-of-passed
    pool.submit(work()).result()
    # ruleid: called-instead-of-passed
    pool.submit(Worker().run()).result()
    # ruleid: called-instead-of-passed
    pool.submit(work()).add_done_callback(print)


def in_processes():
    with ProcessPoolExecutor() as processes:
        # ruleid: called-instead-of-passed
        processes.submit(work("tea")).result()


async def fetch(url):
    await asyncio.sleep(0)


async def on_loop():
    loop = asyncio.get_running_loop()
    # ruleid: called-instead-of-passed
    await loop.run_in_executor(None, work())
    # ruleid: called-instead-of-passed
    await asyncio.to_thread(work("tea"))
    # ruleid: called-instead-of-passed
    loop.call_soon(work())
    # ruleid: called-instead-of-passed
    loop.call_later(5, work("tea"))
    async with trio.open_nursery() as nursery:
        # ruleid: called-instead-of-passed
        nursery.start_soon(fetch("shop.example"))
    async with anyio.create_task_group() as group:
        # ruleid: called-instead-of-passed
        group.start_soon(fetch("shop.example"))


# ruleid: called-instead-of-passed
trio.run(fetch("shop.example"))
# ruleid: called-instead-of-passed
anyio.run(fetch("shop.example"))
