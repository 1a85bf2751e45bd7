"""A forked process puts its result into a copy of the queue, and nobody ever sees it.

expected: the process has ended, the queue is empty
fails with: AssertionError: the result went into a copy
"""

import multiprocessing
import queue


def work(results):
    results.put(42)


def main():
    results = queue.Queue()
    context = multiprocessing.get_context("fork")
    # ruleid: wrong-kind-of-queue-or-lock
    process = context.Process(target=work, args=(results,))
    process.start()
    process.join()
    is_empty = results.empty()
    print("the process has ended, the queue is empty" if is_empty else f"the result is {results.get()}", flush=True)
    assert not is_empty, "the result went into a copy"


if __name__ == "__main__":
    main()
