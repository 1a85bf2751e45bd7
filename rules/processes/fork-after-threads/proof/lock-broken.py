"""The child has a lock that is held, and not the thread that would release it.

expected: the child could write: False
fails with: AssertionError: nobody will ever release the lock in the child
"""

import multiprocessing
import threading

log = threading.Lock()
is_held = threading.Event()
is_over = threading.Event()


def write_slowly():
    with log:
        is_held.set()
        is_over.wait()


def child(answers):
    answers.put(log.acquire(timeout=0.5))


def main():
    fork = multiprocessing.get_context("fork")
    answers = fork.SimpleQueue()
    threading.Thread(target=write_slowly).start()
    is_held.wait()
    process = fork.Process(target=child, args=(answers,))
    # ruleid: fork-after-threads
    process.start()
    is_over.set()
    could_write = answers.get()
    process.join()
    print("the child could write:", could_write, flush=True)
    assert could_write, "nobody will ever release the lock in the child"


if __name__ == "__main__":
    main()
