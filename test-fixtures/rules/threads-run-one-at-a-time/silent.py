"""What runs beside something, has to wait, or has to be one at a time."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed


def all_first(urls, fetch):
    threads = []
    for url in urls:
        thread = threading.Thread(target=fetch, args=(url,))
        thread.start()
        threads.append(thread)
    for thread in threads:
        # ok: threads-run-one-at-a-time
        thread.join()


def with_limit(urls, fetch):
    for url in urls:
        thread = threading.Thread(target=fetch, args=(url,))
        thread.start()
        # ok: threads-run-one-at-a-time
        thread.join(timeout=5)
    with ThreadPoolExecutor() as pool:
        for url in urls:
            # ok: threads-run-one-at-a-time
            # ruleid: timeout-does-not-stop-work
            print(pool.submit(fetch, url).result(timeout=5))
            # ok: threads-run-one-at-a-time
            print(pool.submit(fetch, url).result(5))


def beside_other_work(urls, fetch, show):
    for url in urls:
        thread = threading.Thread(target=fetch, args=(url,))
        thread.start()
        show(url)
        # ok: threads-run-one-at-a-time
        thread.join()


def two_at_a_time(pairs, fetch):
    for first, second in pairs:
        one = threading.Thread(target=fetch, args=(first,))
        two = threading.Thread(target=fetch, args=(second,))
        one.start()
        two.start()
        # ok: threads-run-one-at-a-time
        one.join()
        # ok: threads-run-one-at-a-time
        two.join()


def no_loop(fetch):
    thread = threading.Thread(target=fetch)
    thread.start()
    # ok: threads-run-one-at-a-time
    thread.join()
    with ThreadPoolExecutor() as pool:
        # ok: threads-run-one-at-a-time
        return pool.submit(fetch).result()


def coroutines(urls, fetch):
    with ThreadPoolExecutor() as pool:
        for url in urls:
            # ok: threads-run-one-at-a-time
            pool.submit(asyncio.run, fetch(url)).result()
            # ok: threads-run-one-at-a-time
            pool.submit(lambda: asyncio.run(fetch(url))).result()
    for url in urls:
        thread = threading.Thread(target=asyncio.run, args=(fetch(url),))
        thread.start()
        # ok: threads-run-one-at-a-time
        thread.join()


def in_one_thread(statements, execute):
    with ThreadPoolExecutor(max_workers=1) as pool:
        for statement in statements:
            # ok: threads-run-one-at-a-time
            pool.submit(execute, statement).result()


def until_it_works(fetch):
    with ThreadPoolExecutor() as pool:
        for _ in range(3):
            # ok: threads-run-one-at-a-time
            page = pool.submit(fetch).result()
            if page is not None:
                return page
        while True:
            # ok: threads-run-one-at-a-time
            if pool.submit(fetch).result() is not None:
                break


def fed(numbers, add):
    total = 0
    with ThreadPoolExecutor() as pool:
        for number in numbers:
            # ok: threads-run-one-at-a-time
            total = pool.submit(add, total, number).result()
    return total


def as_they_come(urls, fetch):
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(fetch, url) for url in urls]
        for future in as_completed(futures):
            # ok: threads-run-one-at-a-time
            print(future.result())


def unknown(pool, urls, fetch):
    for url in urls:
        # ok: threads-run-one-at-a-time
        pool.submit(fetch, url).result()


class Queue:
    def submit(self, url):
        return self

    def result(self):
        return 1


def other(urls):
    queue = Queue()
    for url in urls:
        # ok: threads-run-one-at-a-time
        queue.submit(url).result()


async def beside(fetch, show):
    task = asyncio.create_task(fetch())
    await show()
    # ok: threads-run-one-at-a-time
    await task
    # ok: threads-run-one-at-a-time
    await asyncio.gather(fetch(), fetch())


class Poller:
    def cancel(self):
        self.current.cancel()

    async def poll(self, fetch):
        self.current = asyncio.create_task(fetch())
        # ok: threads-run-one-at-a-time
        await self.current


async def as_tasks(fetch, awaitable, context):
    # ok: threads-run-one-at-a-time
    await asyncio.create_task(fetch(), name="fetch")
    # ok: threads-run-one-at-a-time
    await asyncio.create_task(fetch(), context=context)
    # ok: threads-run-one-at-a-time
    return await asyncio.create_task(awaitable)
