"""Shared on purpose, never read by the parent, or the parent's own."""
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Process, Value, shared_memory

import numpy

counter = Value("i", 0)
cells = multiprocessing.Array("i", 10)
block = numpy.ndarray((10,), buffer=shared_memory.SharedMemory("block").buf)
connection = None
cache = {}
threads_total = 0
state = "new"
loaded = None
jobs_done = 0
unread = 0
before = 0


def share(shared):
    # ok: global-changed-in-process
    counter.value += 1
    # ok: global-changed-in-process
    cells[0] = 1
    # ok: global-changed-in-process
    block[0] = 1
    # ok: global-changed-in-process
    shared["done"] = True


def connect():
    global connection
    # ok: global-changed-in-process
    connection = object()


def use(number):
    global unread, before
    # ok: global-changed-in-process
    unread += 1
    # ok: global-changed-in-process
    before += 1
    return connection, number


def look_up(key):
    if key not in cache:
        # ok: global-changed-in-process
        cache[key] = key * 2
    return cache[key]


def in_thread():
    global threads_total
    # ok: global-changed-in-process
    threads_total += 1


def follow():
    global state
    # ok: global-changed-in-process
    state = "working"


def load():
    global loaded
    if loaded is None:
        # ok: global-changed-in-process
        loaded = [1]
    return loaded


def local_list(numbers):
    found = []
    for number in numbers:
        # ok: global-changed-in-process
        found.append(number)
    return found


def main():
    global state
    print(before)
    with multiprocessing.Manager() as manager:
        shared = manager.dict()
        process = Process(target=share, args=(shared,))
        process.start()
        process.join()
        print(shared, counter.value, cells[0], block[0])
    with multiprocessing.Pool(2, initializer=connect) as pool:
        print(pool.map(use, range(3)), pool.map(look_up, range(3)), look_up(1))
        print(pool.map(local_list, [[1], [2]]))
    with ThreadPoolExecutor() as threads:
        threads.submit(in_thread)
    thread = threading.Thread(target=in_thread)
    thread.start()
    thread.join()
    print(threads_total)
    state = "starting"
    process = Process(target=follow)
    process.start()
    process.join()
    state = "done" if state == "starting" else state
    with ProcessPoolExecutor() as executor:
        executor.submit(load).result()
    print(load())


class Worker(Process):
    def __init__(self, results):
        super().__init__()
        self.results = results
        self.steps = 0
        self.state = "new"

    def run(self):
        # ok: global-changed-in-process
        self.results.append(1)
        # ok: global-changed-in-process
        self.steps += 1
        # ok: global-changed-in-process
        self.state = "runs"
        print(self.steps)

    def stop(self):
        self.state = "stopped"


def supervise(results):
    worker = Worker(results)
    other = Worker(results)
    other.steps = 3
    worker.start()
    worker.join()
    worker.stop()
    return worker.results, worker.state


def queue_up(queue, found):
    found = list(found)
    # ok: global-changed-in-process
    found.append(1)
    # ok: global-changed-in-process
    queue.put(found)


def sends():
    queue = multiprocessing.Queue()
    found = []
    process = Process(target=queue_up, args=(queue, found))
    process.start()
    print(queue.get(), found)


def fill(rows):
    # ok: global-changed-in-process
    rows.append(1)


def not_read():
    rows = [1]
    print(rows)
    process = Process(target=fill, args=(rows,))
    process.start()
    process.join()


if __name__ == "__main__":
    main()
    supervise([])
    sends()
    not_read()
