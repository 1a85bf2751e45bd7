import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

lock = threading.Lock()
free_lock = threading.Lock()
pool = ThreadPoolExecutor()
totals = {}
answers = queue.Queue()
ready = threading.Event()
few = queue.Queue(maxsize=1)


def add(key):
    with lock:
        totals[key] = totals.get(key, 0) + 1


def joining():
    thread = threading.Thread(target=add, args=("a",))
    thread.start()
    with lock:
        # ruleid: blocking-call-under-lock
        thread.join()
    thread.join()
    with free_lock:
        # An info: the thread does not need this lock, and others do.
        # ruleid: blocking-call-under-lock
        thread.join()


def joining_all():
    threads = [threading.Thread(target=add, args=("a",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    with lock:
        for thread in threads:
            # ruleid: blocking-call-under-lock
            thread.join()


def results():
    with lock:
        # ruleid: blocking-call-under-lock
        return pool.submit(add, "b").result()


def all_results(keys):
    futures = [pool.submit(add, key) for key in keys]
    with lock:
        # ruleid: blocking-call-under-lock
        for future in as_completed(futures):
            future.result()


def answer():
    with lock:
        answers.put(totals.copy())


def asking():
    with lock:
        # ruleid: blocking-call-under-lock
        return answers.get()


def set_ready():
    with lock:
        totals.clear()
        ready.set()


def waiting():
    with lock:
        # ruleid: blocking-call-under-lock
        ready.wait()


def take():
    with lock:
        return few.get(timeout=1)


def give():
    with lock:
        # ruleid: blocking-call-under-lock
        few.put(1)


def needs_free():
    with free_lock:
        return dict(totals)


class Monitor:
    def __init__(self):
        self.lock = threading.RLock()
        self.is_running = True
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while self.check():
            pass

    def check(self):
        with self.lock:
            return self.is_running

    def stop(self):
        with self.lock:
            self.is_running = False
            # ruleid: blocking-call-under-lock
            self.thread.join()

    def stop_well(self):
        with self.lock:
            self.is_running = False
        # ok: blocking-call-under-lock
        self.thread.join()

    def end(self):
        self.thread.join()

    def stop_through_call(self):
        with self.lock:
            # ruleid: blocking-call-under-lock
            self.end()


threading.Thread(target=answer).start()
threading.Thread(target=set_ready).start()
threading.Thread(target=needs_free).start()
threading.Thread(target=take).start()
joining()
joining_all()
results()
all_results("abc")
asking()
waiting()
give()
Monitor().stop()
Monitor().stop_well()
Monitor().stop_through_call()
