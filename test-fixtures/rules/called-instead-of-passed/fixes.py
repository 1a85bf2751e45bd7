import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import trio


def work(order=None, count=1):
    print("packing", order, count)


# ruleid: called-instead-of-passed
threading.Thread(target=work(), name="worker").start()
# ruleid: called-instead-of-passed
threading.Thread(target=work("tea"), name="worker").start()
# ruleid: called-instead-of-passed
threading.Thread(target=work("tea", count=2)).start()
# ruleid: called-instead-of-passed
threading.Thread(target=work(count=2), args=()).start()
# ruleid: called-instead-of-passed
threading.Timer(5, work("tea", 2)).start()
# ruleid: called-instead-of-passed
threading.Thread(None, work("tea"), "worker").start()

with ThreadPoolExecutor() as pool:
    # ruleid: called-instead-of-passed
    pool.submit(work("tea", count=2)).result()


async def fetch(url):
    loop = asyncio.get_running_loop()
    # ruleid: called-instead-of-passed
    loop.call_later(5, work("tea"))
    # ruleid: called-instead-of-passed
    loop.call_later(5, work(count=2))
    # ruleid: called-instead-of-passed
    await asyncio.to_thread(work("tea", count=2))


# ruleid: called-instead-of-passed
trio.run(fetch("shop.example"))


def numbers():
    yield 1


# ruleid: called-instead-of-passed
threading.Timer(5, numbers()).start()
