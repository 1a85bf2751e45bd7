"""Loops that wait for what they have just started."""
import asyncio
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool


class Fetcher(threading.Thread):
    def __init__(self, url):
        super().__init__()
        self.url = url

    def run(self):
        print(self.url)


def threads(urls, fetch):
    for url in urls:
        thread = threading.Thread(target=fetch, args=(url,))
        thread.daemon = True
        thread.start()
        # ruleid: threads-run-one-at-a-time
        thread.join()
        print("done", url)


def own_class(urls):
    for url in urls:
        fetcher = Fetcher(url)
        fetcher.start()
        # ruleid: threads-run-one-at-a-time
        fetcher.join()


def processes(urls, fetch):
    for url in urls:
        process = multiprocessing.Process(target=fetch, args=(url,))
        process.start()
        # ruleid: threads-run-one-at-a-time
        process.join()


def jobs(urls, fetch):
    pages = []
    with ThreadPoolExecutor() as pool:
        for url in urls:
            # ruleid: threads-run-one-at-a-time
            pages.append(pool.submit(fetch, url).result())
    return pages


def job_by_name(urls, fetch):
    with ProcessPoolExecutor() as pool:
        for url in urls:
            future = pool.submit(fetch, url)
            # ruleid: threads-run-one-at-a-time
            print(future.result())


def comprehension(urls, fetch):
    with ThreadPoolExecutor() as pool:
        # ruleid: threads-run-one-at-a-time
        return {url: pool.submit(fetch, url).result() for url in urls}


def pooled(urls, fetch):
    with ThreadPool(4) as pool:
        for url in urls:
            # ruleid: threads-run-one-at-a-time
            pool.apply_async(fetch, (url,)).get()
        for url in urls:
            # ruleid: threads-run-one-at-a-time
            print(pool.apply(fetch, (url,)))


async def tasks(urls, fetch):
    for url in urls:
        # ruleid: threads-run-one-at-a-time
        await asyncio.create_task(fetch(url))
    # ruleid: threads-run-one-at-a-time
    first = await asyncio.create_task(fetch(urls[0]))
    last = asyncio.create_task(fetch(urls[-1]))
    # ruleid: threads-run-one-at-a-time
    await last
    return first
