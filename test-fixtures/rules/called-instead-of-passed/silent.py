import asyncio
import functools
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import trio
from shop import make_job, measured


def work(order=None):
    print("packing", order)


def returns_lambda(order):
    return lambda: work(order)


def returns_function(order):
    def job():
        work(order)

    return job


def returns_partial(order):
    return functools.partial(work, order)


def returns_given(function):
    return function


def returns_unknown(order):
    return make_job(order)


def returns_some(order):
    if order:
        return work
    return None


def returns_attribute(order):
    return order.pack


@measured
def decorated():
    print("decorated")


class Job:
    def __call__(self):
        print("called")

    def function(self):
        raise NotImplementedError

    def handler(self):
        print("base")


class Packing(Job):
    def handler(self):
        return work

    def start(self, job: Job):
        # ok: called-instead-of-passed
        threading.Thread(target=job.function()).start()
        # ok: called-instead-of-passed
        threading.Thread(target=job.handler()).start()


def default():
    return signal.SIG_IGN


def number():
    return 1


# ok: called-instead-of-passed
threading.Thread(target=returns_lambda("tea"))
# ok: called-instead-of-passed
threading.Thread(target=returns_function("tea"))
# ok: called-instead-of-passed
threading.Thread(target=returns_partial("tea"))
# ok: called-instead-of-passed
threading.Thread(target=returns_given(work))
# ok: called-instead-of-passed
threading.Thread(target=returns_unknown("tea"))
# ok: called-instead-of-passed
threading.Thread(target=returns_some("tea"))
# ok: called-instead-of-passed
threading.Thread(target=returns_attribute("tea"))
# ok: called-instead-of-passed
threading.Thread(target=decorated())
# ok: called-instead-of-passed
threading.Thread(target=Job())
# ok: called-instead-of-passed
threading.Thread(target=make_job("tea"))
# ok: called-instead-of-passed
threading.Thread(target=work, args=(work(),))
# ok: called-instead-of-passed
threading.Thread(target=functools.partial(work, "tea"))
# ok: called-instead-of-passed
signal.signal(signal.SIGTERM, default())
# ok: called-instead-of-passed
signal.signal(signal.SIGTERM, number())

# ok: called-instead-of-passed
with ThreadPoolExecutor(initializer=work()) as pool:
    # ok: called-instead-of-passed
    pool.submit(print, work())


async def fetch():
    await asyncio.sleep(0)


async def on_loop(unknown):
    # ok: called-instead-of-passed
    # ruleid: coroutine-function-as-sync-callback
    await asyncio.to_thread(fetch())
    # ok: called-instead-of-passed
    unknown.submit(work())
    async with trio.open_nursery() as nursery:
        # ok: called-instead-of-passed
        nursery.start_soon(fetch)


# ok: called-instead-of-passed
trio.run(fetch)
# ok: called-instead-of-passed
asyncio.run(fetch())
