"""Locks that are released on every way out, or by somebody else."""
import asyncio
import contextlib
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

lock = threading.Lock()
signal = threading.Lock()
slots = threading.Semaphore(4)
changed = threading.Condition()
tasks_lock = asyncio.Lock()
tasks_slots = asyncio.Semaphore(4)
baton = threading.Lock()
ready = threading.Lock()


def in_finally(work):
    # ok: lock-acquired-without-release-guarantee
    lock.acquire()
    try:
        work()
    finally:
        lock.release()


def within_the_try(work):
    try:
        # ok: lock-acquired-without-release-guarantee
        lock.acquire()
        if work is None:
            return
        work()
    finally:
        lock.release()


def tried(work):
    # ok: lock-acquired-without-release-guarantee
    if lock.acquire(blocking=False):
        try:
            work()
        finally:
            lock.release()


def tried_for_a_while(work):
    # ok: lock-acquired-without-release-guarantee
    is_mine = lock.acquire(timeout=5)
    try:
        work(is_mine)
    finally:
        if is_mine:
            lock.release()


def left_at_once(work):
    # ok: lock-acquired-without-release-guarantee
    if not lock.acquire(False):
        raise RuntimeError("busy")
    try:
        return work()
    finally:
        lock.release()


def with_another_test(work, is_closed):
    # ok: lock-acquired-without-release-guarantee
    if is_closed or not lock.acquire(False):
        return
    try:
        work()
    finally:
        lock.release()
    # ok: lock-acquired-without-release-guarantee
    if work is not None and lock.acquire(False):
        try:
            work()
        finally:
            lock.release()


def in_a_test_with_two_ways(work):
    # ok: lock-acquired-without-release-guarantee
    if lock.acquire(False) or lock.acquire(timeout=1):
        try:
            work()
        finally:
            lock.release()


def until_it_is_mine(work):
    # ok: lock-acquired-without-release-guarantee
    while not lock.acquire(timeout=1):
        print("still waiting")
    try:
        work()
    finally:
        lock.release()


async def of_tasks(session):
    # ok: lock-acquired-without-release-guarantee
    await tasks_lock.acquire()
    try:
        await session.refresh()
    finally:
        tasks_lock.release()


def with_bookkeeping(work):
    # ok: lock-acquired-without-release-guarantee
    lock.acquire()
    is_done = False
    try:
        work()
        is_done = True
    finally:
        lock.release()
    return is_done


def in_every_handler(work):
    # ok: lock-acquired-without-release-guarantee
    lock.acquire()
    try:
        work()
    except Exception:
        lock.release()
        raise
    else:
        lock.release()


def at_the_end_of_the_process(work):
    # ok: lock-acquired-without-release-guarantee
    lock.acquire()
    if work is None:
        sys.exit(1)
    try:
        work()
    finally:
        lock.release()


def on_a_stack(work):
    with contextlib.ExitStack() as stack:
        # ok: lock-acquired-without-release-guarantee
        lock.acquire()
        stack.callback(lock.release)
        work()


def entered_on_a_stack(work):
    with contextlib.ExitStack() as stack:
        # ok: lock-acquired-without-release-guarantee
        stack.enter_context(lock)
        work()


def passed_on(work, lease):
    # ok: lock-acquired-without-release-guarantee
    lock.acquire()
    try:
        lease(lock)
    except Exception:
        lock.release()
        raise
    work()


def released_by_a_callback(pool: ThreadPoolExecutor, work):
    # ok: lock-acquired-without-release-guarantee
    slots.acquire()
    try:
        job = pool.submit(work)
    except RuntimeError:
        slots.release()
        raise
    job.add_done_callback(lambda _: slots.release())


def released_by_another_function(work):
    # ok: lock-acquired-without-release-guarantee
    signal.acquire()
    work()
    signal.acquire()
    signal.release()


def tell():
    signal.release()


async def released_by_the_task(work):
    # ok: lock-acquired-without-release-guarantee
    await tasks_slots.acquire()

    async def job():
        try:
            await work()
        finally:
            tasks_slots.release()

    return asyncio.create_task(job())


class Guard:
    def __init__(self):
        self._lock = threading.Lock()

    def __enter__(self):
        # ok: lock-acquired-without-release-guarantee
        self._lock.acquire()
        return self

    def __exit__(self, *error):
        self._lock.release()

    def acquire(self, *arguments):
        # ok: lock-acquired-without-release-guarantee
        return self._lock.acquire(*arguments)

    def release(self):
        self._lock.release()


class Session:
    def __init__(self):
        self._lock = threading.Lock()

    def begin(self, prepare):
        # ok: lock-acquired-without-release-guarantee
        self._lock.acquire()
        try:
            prepare()
        except Exception:
            self._lock.release()
            raise

    def pause(self, work):
        with self._lock:
            self._lock.release()
            work()
            # ok: lock-acquired-without-release-guarantee
            self._lock.acquire()

    def let_others_in(self, work):
        self._lock.release()
        try:
            work()
        finally:
            # ok: lock-acquired-without-release-guarantee
            self._lock.acquire()


def a_relay(is_last):
    # ok: lock-acquired-without-release-guarantee
    baton.acquire()
    if is_last:
        ready.release()
        return
    baton.release()
    # ok: lock-acquired-without-release-guarantee
    ready.acquire()
    if is_last:
        baton.release()
        return
    ready.release()


def kept_by_break(work):
    while True:
        # ok: lock-acquired-without-release-guarantee
        lock.acquire()
        if work.is_set():
            break
        lock.release()
    try:
        work.run()
    finally:
        lock.release()


def nothing_between():
    # ok: lock-acquired-without-release-guarantee
    lock.acquire()
    lock.release()


def no_lock(pool):
    # ok: lock-acquired-without-release-guarantee
    connection = pool.acquire()
    connection.execute("select 1")
    pool.release(connection)


def of_unknown_origin(mutex, work):
    # ok: lock-acquired-without-release-guarantee
    mutex.acquire()
    work()
    mutex.release()
