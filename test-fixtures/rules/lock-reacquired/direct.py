"""The same lock twice in one function."""
import asyncio
import threading
from threading import Condition, Lock

lock = threading.Lock()
other = threading.Lock()
rlock = threading.RLock()
own_condition = threading.Condition()
changed = Condition(lock)
alias = lock
tasks_lock = asyncio.Lock()
tasks_changed = asyncio.Condition()


def nested():
    with lock:
        # ruleid: lock-reacquired
        with lock:
            print("never")


def in_one_statement():
    # ruleid: lock-reacquired
    with lock, lock:
        print("never")


def by_acquire():
    with lock:
        # ruleid: lock-reacquired
        lock.acquire()
        lock.release()


def after_acquire():
    lock.acquire()
    try:
        # ruleid: lock-reacquired
        with lock:
            print("never")
    finally:
        lock.release()


def through_its_condition():
    with lock:
        # ruleid: lock-reacquired
        with changed:
            changed.notify()


def through_a_new_condition():
    with lock:
        # ruleid: lock-reacquired
        with threading.Condition(lock):
            print("never")


def through_an_alias():
    with alias:
        # ruleid: lock-reacquired
        with lock:
            print("never")


def of_its_own():
    # ruleid: lock-created-at-use
    mine = Lock()
    with mine:
        # ruleid: lock-reacquired
        with mine:
            print("never")


def given_back_for_a_while(work):
    lock.acquire()
    try:
        while work():
            lock.release()
            # ok: lock-reacquired
            lock.acquire()
    finally:
        lock.release()


async def by_a_task():
    async with tasks_lock:
        # ruleid: lock-reacquired
        async with tasks_lock:
            print("never")


async def by_a_task_again():
    async with tasks_changed:
        # ruleid: lock-reacquired
        await tasks_changed.acquire()


def reentrant():
    with rlock:
        # ok: lock-reacquired
        with rlock:
            print("fine")
    with own_condition:
        # ok: lock-reacquired
        with own_condition:
            print("fine")


def another_one():
    with lock:
        # ok: lock-reacquired
        with other:
            print("fine")


def one_after_the_other():
    with lock:
        print("first")
    # ok: lock-reacquired
    with lock:
        print("second")


def only_notifies():
    with lock:
        # ok: lock-reacquired
        changed.notify_all()


def tried():
    with lock:
        # ok: lock-reacquired
        if lock.acquire(False):
            print("somebody else's")
        # ok: lock-reacquired
        lock.acquire(timeout=1)
        # ok: lock-reacquired
        lock.acquire(blocking=False)


def released_for_a_while():
    with lock:
        lock.release()
        try:
            # ok: lock-reacquired
            with lock:
                print("fine")
        finally:
            # ok: lock-reacquired
            lock.acquire()


def only_counted():
    slots = threading.Semaphore()
    slots.acquire()
    # ok: lock-reacquired
    slots.acquire()


def as_a_signal():
    done = threading.Lock()
    done.acquire()

    def work():
        done.release()

    threading.Thread(target=work).start()
    # ok: lock-reacquired
    done.acquire()


async def limited():
    async with tasks_lock:
        async with asyncio.timeout(1):
            # ok: lock-reacquired
            async with tasks_lock:
                print("never")


def later():
    with lock:

        def callback():
            # ok: lock-reacquired
            with lock:
                print("fine")

        return callback


class Box:
    def __init__(self):
        self._ready = Condition(Lock())

    def put(self):
        with self._ready:
            # ruleid: lock-reacquired
            with self._ready:
                self._ready.notify()
