"""Event loops that are asked for where there may be none."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

# ruleid: deprecated-loop-access
LOOP = asyncio.get_event_loop()


async def work():
    await asyncio.sleep(1)


def main():
    # ruleid: deprecated-loop-access
    loop = asyncio.get_event_loop()
    loop.run_until_complete(work())


def in_a_thread():
    helper()


def helper():
    # ruleid: deprecated-loop-access
    return asyncio.get_event_loop()


def in_a_pool():
    # ruleid: deprecated-loop-access
    asyncio.get_event_loop().call_soon_threadsafe(print)


threading.Thread(target=in_a_thread).start()
print(ThreadPoolExecutor().submit(in_a_pool).result())
main()
