"""A new interpreter has locks of its own.

expected: the child could write: True
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
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.SimpleQueue()
    threading.Thread(target=write_slowly).start()
    is_held.wait()
    process = spawn.Process(target=child, args=(answers,))
    # ok: fork-after-threads
    process.start()
    is_over.set()
    could_write = answers.get()
    process.join()
    print("the child could write:", could_write, flush=True)
    assert could_write, "nobody will ever release the lock in the child"


if __name__ == "__main__":
    main()
