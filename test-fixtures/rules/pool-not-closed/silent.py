import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, closing

# ok: pool-not-closed
POOL = ThreadPoolExecutor(4)


def in_a_with(work, items):
    # ok: pool-not-closed
    with multiprocessing.Pool(4) as pool:
        print(pool.map(work, items))
    # ok: pool-not-closed
    pool = ThreadPoolExecutor()
    with pool:
        return list(pool.map(work, items))


def made_before_the_with(work, items):
    # ok: pool-not-closed
    executor = ThreadPoolExecutor()
    with executor:
        return list(executor.map(work, items))


def closed(work, items):
    # ok: pool-not-closed
    pool = multiprocessing.Pool(4)
    try:
        return pool.map(work, items)
    finally:
        pool.close()
        pool.join()


def shut_down(work, items):
    # ok: pool-not-closed
    pool = ProcessPoolExecutor()
    futures = [pool.submit(work, item) for item in items]
    pool.shutdown(wait=False)
    return futures


def returned():
    # ok: pool-not-closed
    pool = ThreadPoolExecutor()
    return pool


def given_on(loop, register):
    # ok: pool-not-closed
    pool = ThreadPoolExecutor()
    loop.set_default_executor(pool)
    # ok: pool-not-closed
    other = multiprocessing.Pool()
    register(other.terminate)


def entered(work, items):
    with ExitStack() as stack:
        # ok: pool-not-closed
        pool = stack.enter_context(multiprocessing.Pool())
        print(pool.map(work, items))
    # ok: pool-not-closed
    with closing(multiprocessing.Pool()) as other:
        return other.map(work, items)


def for_all(work):
    global shared
    # ok: pool-not-closed
    shared = ThreadPoolExecutor()
    shared.submit(work).add_done_callback(print)


def yielded():
    # ok: pool-not-closed
    pool = ThreadPoolExecutor()
    yield pool


class Farm:
    def start(self, work):
        # ok: pool-not-closed
        self.pool = multiprocessing.Pool()
        self.pool.map(work, range(3))


class Counting(ThreadPoolExecutor):
    def map(self, *args):
        # ok: pool-not-closed
        return super().map(*args)
