import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from multiprocessing.pool import ThreadPool

single = ThreadPoolExecutor(max_workers=1)
many = ThreadPoolExecutor(max_workers=8)
inner = ThreadPoolExecutor()
processes = ProcessPoolExecutor(max_workers=1)
thread_pool = ThreadPool(4)
once = ThreadPoolExecutor(4)


def part(number):
    return number


def chained(number):
    # ruleid: wait-in-own-pool
    return single.submit(part, number).result()


def named(number):
    future = many.submit(part, number)
    # ruleid: wait-in-own-pool
    return future.result()


def mapped(number):
    # ruleid: wait-in-own-pool
    return sum(many.map(part, range(number)))


def completed(number):
    futures = [many.submit(part, each) for each in range(number)]
    # ruleid: wait-in-own-pool
    return [future.result() for future in as_completed(futures)]


def helper(number):
    # ruleid: wait-in-own-pool
    return many.submit(part, number).exception()


def through_helper(number):
    return helper(number)


def on_threads(number):
    # ruleid: wait-in-own-pool
    return thread_pool.map(part, range(number))


def later_on_threads(number):
    result = thread_pool.apply_async(part, (number,))
    # ruleid: wait-in-own-pool
    return result.get()


def in_process(number):
    # ruleid: wait-in-own-pool
    return processes.submit(part, number).result()


def from_loop(number):
    # ruleid: wait-in-own-pool
    return single.submit(part, number).result()


def other_pool(number):
    # ok: wait-in-own-pool
    return inner.submit(part, number).result()


def given_back(number):
    # ok: wait-in-own-pool
    return many.submit(part, number)


def with_timeout(number):
    # ok: wait-in-own-pool
    return many.submit(part, number).result(timeout=1)


def not_awaited(number):
    # ok: wait-in-own-pool
    many.submit(part, number)


def coordinator():
    # An info: the other workers run the parts.
    # ruleid: wait-in-own-pool
    return sum(once.map(part, range(10)))


def own_pool(number):
    with ThreadPoolExecutor() as pool:
        # ok: wait-in-own-pool
        return sum(pool.map(own_pool, range(number)))


def nested(number):
    pool = ThreadPoolExecutor(2)

    def outer(each):
        # ruleid: wait-in-own-pool
        return pool.submit(part, each).result()

    return list(pool.map(outer, range(number)))


class Crawler:
    def __init__(self):
        self.pool = ThreadPoolExecutor(4)

    def crawl(self, page):
        links = self.pool.map(self.crawl, page.links)
        # ruleid: wait-in-own-pool
        return [page, *[found for found in links]]

    def run(self, page):
        # ok: wait-in-own-pool
        return self.pool.submit(self.crawl, page).result()


async def serve():
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(single, from_loop, 1)


def run():
    for number in range(10):
        # ruleid: future-exception-lost
        single.submit(chained, number)
        # ruleid: future-exception-lost
        thread_pool.apply_async(on_threads, (number,))
        # ruleid: future-exception-lost
        thread_pool.apply_async(later_on_threads, (number,))
        for job in (named, mapped):
            many.submit(job, number)
        # ruleid: future-exception-lost
        many.submit(named, number)
        # ruleid: future-exception-lost
        many.submit(mapped, number)
        # ruleid: future-exception-lost
        many.submit(completed, number)
        # ruleid: future-exception-lost
        many.submit(through_helper, number)
        # ruleid: future-exception-lost
        many.submit(other_pool, number)
        # ruleid: future-exception-lost
        many.submit(given_back, number)
        # ruleid: future-exception-lost
        many.submit(with_timeout, number)
        # ruleid: future-exception-lost
        many.submit(not_awaited, number)
        # ruleid: future-exception-lost
        many.submit(own_pool, number)
        # ruleid: fork-after-threads
        # ruleid: future-exception-lost
        processes.submit(in_process, number)
    # ruleid: future-exception-lost
    once.submit(coordinator)
    nested(2)
    # ok: wait-in-own-pool
    return many.submit(part, 1).result()


# ruleid: missing-main-guard
run()
asyncio.run(serve())
