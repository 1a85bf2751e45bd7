"""Once its results are read, the process ends.

expected: the result has 1000000 characters
"""

from multiprocessing import Process, Queue


def work(results):
    results.put("x" * 1_000_000)


def main():
    results = Queue()
    process = Process(target=work, args=(results,))
    process.start()
    result = results.get(timeout=10)
    # ok: join-before-drain
    process.join()
    print(f"the result has {len(result)} characters", flush=True)
    assert process.exitcode == 0, "the process waits for a reader"


if __name__ == "__main__":
    main()
