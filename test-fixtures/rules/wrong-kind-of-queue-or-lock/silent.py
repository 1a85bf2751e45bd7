import multiprocessing
import queue
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Manager, Pool, Process
from multiprocessing.dummy import Process as ThreadProcess
from multiprocessing.pool import ThreadPool


def means_of_processes(work):
    results = multiprocessing.Queue()
    lock = multiprocessing.Lock()
    # ok: wrong-kind-of-queue-or-lock
    Process(target=work, args=(results, lock)).start()
    # Threads of this process use it too.
    threading.Thread(target=work, args=(results, lock)).start()


def means_of_a_context(work):
    context = multiprocessing.get_context("spawn")
    # ok: wrong-kind-of-queue-or-lock
    context.Process(target=work, args=(context.Queue(), context.Event())).start()


def means_of_a_manager(work):
    with Manager() as manager, Pool() as pool:
        # ok: wrong-kind-of-queue-or-lock
        pool.apply(work, (manager.Queue(), manager.Lock()))


def threads(work):
    results = queue.Queue()
    # ok: wrong-kind-of-queue-or-lock
    threading.Thread(target=work, args=(results,)).start()
    # ok: wrong-kind-of-queue-or-lock
    ThreadProcess(target=work, args=(results,)).start()
    with ThreadPool() as pool:
        # ok: wrong-kind-of-queue-or-lock
        pool.apply(work, (results,))
    with ThreadPoolExecutor() as pool:
        # ok: wrong-kind-of-queue-or-lock
        pool.submit(work, results).result()


def unknown(work, results, lock):
    # ok: wrong-kind-of-queue-or-lock
    Process(target=work, args=(results, lock)).start()


def is_refused(work):
    lock = threading.Lock()
    with ProcessPoolExecutor() as pool:
        try:
            # ok: wrong-kind-of-queue-or-lock
            pool.submit(work, lock).result()
        except TypeError:
            print("as it should be")


def what_is_in_it(work):
    numbers = queue.Queue()
    # ok: wrong-kind-of-queue-or-lock
    Process(target=work, args=(numbers.get(), numbers.qsize())).start()
