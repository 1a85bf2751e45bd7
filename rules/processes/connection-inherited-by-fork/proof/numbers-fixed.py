"""Each worker makes a generator of its own, from the system's randomness.

expected: different tickets: 2
"""

import multiprocessing
import random

fork = multiprocessing.get_context("fork")


def draw(tickets):
    generator = random.Random()
    # ok: connection-inherited-by-fork
    tickets.put(generator.getrandbits(64))


def main():
    tickets = fork.SimpleQueue()
    workers = [fork.Process(target=draw, args=(tickets,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    drawn = {tickets.get() for _ in workers}
    print("different tickets:", len(drawn), flush=True)
    assert len(drawn) == 2, "both workers gave out the same ticket"


if __name__ == "__main__":
    main()
