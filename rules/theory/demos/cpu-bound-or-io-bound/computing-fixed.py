"""Two processes have an interpreter each, with a GIL each, so that neither waits for the other.

expected: interpreters in use: 2
"""

import multiprocessing
import os


def compute(rounds, both_are_here, found):
    both_are_here.wait(timeout=5)
    total = 0
    for number in range(rounds):
        total += number * number
    found.put((os.getpid(), total))


def main():
    both_are_here = multiprocessing.Barrier(2)
    found = multiprocessing.Queue()
    arguments = (2_000_000, both_are_here, found)
    processes = [multiprocessing.Process(target=compute, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    interpreters = {found.get(timeout=8)[0] for _ in processes}
    for process in processes:
        process.join()

    print(f"interpreters in use: {len(interpreters)}")
    assert len(interpreters) == 2, "the processes took turns"


if __name__ == "__main__":
    main()
