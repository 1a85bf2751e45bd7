"""A queue of multiprocessing is a pipe that both processes have.

expected: the result is 42
"""

import multiprocessing


def work(results):
    results.put(42)


def main():
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    # ok: wrong-kind-of-queue-or-lock
    process = context.Process(target=work, args=(results,))
    process.start()
    print(f"the result is {results.get(timeout=10)}", flush=True)
    process.join()


if __name__ == "__main__":
    main()
