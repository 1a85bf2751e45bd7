"""A lock of threads cannot be sent to a process that is spawned.

expected: starting the process
fails with: TypeError: cannot pickle '_thread.lock' object
"""

import multiprocessing
import threading


def work(lock):
    with lock:
        print("working", flush=True)


def main():
    lock = threading.Lock()
    context = multiprocessing.get_context("spawn")
    # ruleid: wrong-kind-of-queue-or-lock
    process = context.Process(target=work, args=(lock,))
    print("starting the process", flush=True)
    process.start()
    process.join()


if __name__ == "__main__":
    main()
