import multiprocessing
import queue
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, Process


def queue_of_threads(work):
    results = queue.Queue()
    # ruleid: wrong-kind-of-queue-or-lock
    process = Process(target=work, args=(results,))
    process.start()
    return results.get()


def lock_of_threads(work):
    lock = threading.Lock()
    # ruleid: wrong-kind-of-queue-or-lock
    Process(target=work, kwargs={"lock": lock}).start()


def event_of_threads(work):
    stop = threading.Event()
    # ruleid: wrong-kind-of-queue-or-lock
    multiprocessing.Process(target=work, args=[1, stop]).start()


def spawned(work):
    jobs = queue.LifoQueue()
    context = multiprocessing.get_context("spawn")
    # ruleid: wrong-kind-of-queue-or-lock
    context.Process(target=work, args=(jobs,)).start()


def in_a_pool(work):
    lock = threading.RLock()
    with Pool() as pool:
        # ruleid: wrong-kind-of-queue-or-lock
        pool.apply_async(work, (1, lock)).get()


def in_an_executor(work):
    results = queue.SimpleQueue()
    with ProcessPoolExecutor() as pool:
        # ruleid: wrong-kind-of-queue-or-lock
        pool.submit(work, results).result()


def by_initializer(work, setup):
    # ruleid: wrong-kind-of-queue-or-lock
    with Pool(initializer=setup, initargs=(threading.Semaphore(2),)) as pool:
        pool.map(work, range(3))


class Farm:
    def __init__(self):
        self.lock = threading.Lock()

    def start(self, work):
        # ruleid: wrong-kind-of-queue-or-lock
        Process(target=work, args=(self.lock,)).start()
