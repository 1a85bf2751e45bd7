"""A lock of multiprocessing goes along.

expected: working
"""

import multiprocessing


def work(lock):
    with lock:
        print("working", flush=True)


def main():
    context = multiprocessing.get_context("spawn")
    lock = context.Lock()
    # ok: wrong-kind-of-queue-or-lock
    process = context.Process(target=work, args=(lock,))
    print("starting the process", flush=True)
    process.start()
    process.join()


if __name__ == "__main__":
    main()
