"""One thread and the main flow: what runs before start() and after join() is ordered, what lies between is not."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor, wait

between = 0
ordered = 0
restarted = 0
with_timeout = 0
in_pool = 0
with_future = 0
awaited = 0
by_loop = 0


def work():
    global between, ordered
    # ruleid: unlocked-shared-global
    between += 1
    # ok: unlocked-shared-global
    ordered += 1


def main():
    global between, ordered
    # ok: unlocked-shared-global
    ordered += 1
    worker = threading.Thread(target=work)
    # ok: unlocked-shared-global
    ordered += 1
    worker.start()
    # ruleid: unlocked-shared-global
    between += 1
    worker.join()
    # ok: unlocked-shared-global
    ordered += 1


def impatient_work():
    global with_timeout
    # ruleid: unlocked-shared-global
    with_timeout += 1


def impatient():
    global with_timeout
    worker = threading.Thread(target=impatient_work)
    worker.start()
    worker.join(timeout=1)
    # A join with a timeout is none.
    # ruleid: unlocked-shared-global
    with_timeout += 1


def pool_work():
    global in_pool
    # ok: unlocked-shared-global
    in_pool += 1


def use_pool():
    global in_pool
    with ThreadPoolExecutor() as pool:
        pool.submit(pool_work)
    # ok: unlocked-shared-global
    in_pool += 1


def future_work():
    global with_future
    # ok: unlocked-shared-global
    with_future += 1


def use_future():
    global with_future
    pool = ThreadPoolExecutor()
    future = pool.submit(future_work)
    future.result()
    # ok: unlocked-shared-global
    with_future += 1


def awaited_work():
    global awaited
    # ok: unlocked-shared-global
    awaited += 1


async def use_thread():
    global awaited
    await asyncio.to_thread(awaited_work)
    # ok: unlocked-shared-global
    awaited += 1


def loop_work():
    global by_loop
    # ruleid: unlocked-shared-global
    by_loop += 1


async def use_loop():
    global by_loop
    job = asyncio.create_task(asyncio.to_thread(loop_work))
    # ruleid: unlocked-shared-global
    by_loop += 1
    await job


def first_thread():
    global restarted
    # ok: unlocked-shared-global
    restarted += 1


def second_thread():
    global restarted
    # ok: unlocked-shared-global
    restarted += 1


def one_after_the_other():
    first = threading.Thread(target=first_thread)
    first.start()
    first.join()
    second = threading.Thread(target=second_thread)
    second.start()
    second.join()


if __name__ == "__main__":
    main()
    impatient()
    use_pool()
    use_future()
    asyncio.run(use_thread())
    asyncio.run(use_loop())
    one_after_the_other()
