"""Guards, functions that are not called at import, and what starts no process."""
import multiprocessing
import multiprocessing.dummy
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool


def work(number=0):
    return number


# ok: missing-main-guard
executor = ProcessPoolExecutor()
# ok: missing-main-guard
later = multiprocessing.Process(target=work)
# ok: missing-main-guard
queue = multiprocessing.Queue()
# ok: missing-main-guard
others = multiprocessing.dummy.Pool(4)
with ThreadPoolExecutor() as pool:
    # ok: missing-main-guard
    pool.map(work, range(3))


def start():
    # ok: missing-main-guard
    multiprocessing.Process(target=work).start()
    # ok: missing-main-guard
    return executor.submit(work)


class Service:
    def start(self):
        # ok: missing-main-guard
        self.workers = multiprocessing.Pool(4)


if sys.platform == "linux":
    # ok: missing-main-guard
    multiprocessing.Process(target=work).start()

if multiprocessing.parent_process() is None:
    # ok: missing-main-guard
    start()

if multiprocessing.current_process().name == "MainProcess" and len(sys.argv) > 1:
    # ok: missing-main-guard
    start()

IS_MAIN = __name__ == "__main__"
if IS_MAIN:
    # ok: missing-main-guard
    start()

if __name__ == "__main__":
    # ok: missing-main-guard
    start()
    for number in range(3):
        # ok: missing-main-guard
        multiprocessing.Process(target=work, args=(number,)).start()

# ok: missing-main-guard
threading.Thread(target=work).start()
# ok: missing-main-guard
threads = ThreadPool(4)
