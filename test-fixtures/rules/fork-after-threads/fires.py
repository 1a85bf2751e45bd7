"""A thread is seen before the fork."""
import multiprocessing
import os
import pty
import subprocess
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def work(*args):
    print(*args)


def by_itself():
    threading.Thread(target=work).start()
    # ruleid: fork-after-threads
    if os.fork() == 0:
        work()
        os._exit(0)


def with_terminal():
    timer = threading.Timer(60, work)
    timer.start()
    # ruleid: fork-after-threads
    pid, terminal = pty.fork()
    return pid, terminal


def chosen():
    threading.Thread(target=work).start()
    context = multiprocessing.get_context("fork")
    # ruleid: fork-after-threads
    with context.Pool(2) as pool:
        return pool.map(work, [1, 2])


def pools(numbers):
    with ThreadPoolExecutor() as threads:
        list(threads.map(work, numbers))
        with ProcessPoolExecutor() as processes:
            # ruleid: fork-after-threads
            return list(processes.map(work, numbers))


def limited():
    def limit():
        os.nice(5)

    threading.Thread(target=work).start()
    # ruleid: fork-after-threads
    subprocess.run(["ls"], preexec_fn=limit)


def start_heartbeat():
    beat = threading.Thread(target=work, daemon=True)
    beat.start()


def start_worker():
    # ruleid: fork-after-threads
    multiprocessing.Process(target=work).start()


def main():
    start_heartbeat()
    start_worker()


class Server:
    def __init__(self):
        self.beat = threading.Thread(target=work)
        self.beat.start()

    def add_worker(self):
        self.worker = multiprocessing.Process(target=work)
        # ruleid: fork-after-threads
        self.worker.start()


def in_thread():
    # ruleid: fork-after-threads
    multiprocessing.Process(target=work).start()


def joined_with_limit():
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=1)
    # ruleid: fork-after-threads
    multiprocessing.Process(target=work).start()


if __name__ == "__main__":
    main()
    threading.Thread(target=in_thread).start()
