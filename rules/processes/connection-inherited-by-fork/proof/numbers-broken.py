"""Two workers begin with copies of one generator, and draw the same numbers.

expected: different tickets: 1
fails with: AssertionError: both workers gave out the same ticket
"""

import multiprocessing
import random

generator = random.Random()
fork = multiprocessing.get_context("fork")


def draw(tickets):
    # ruleid: connection-inherited-by-fork
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
