"""A bound method takes its object along, with the pool that the object holds.

expected: asking for the words
fails with: NotImplementedError: pool objects cannot be passed between processes or pickled
"""

import multiprocessing


class Counter:
    def __init__(self):
        self.pool = multiprocessing.Pool(1)

    def words(self, line):
        return len(line.split())

    def count(self, lines):
        # ruleid: unpicklable-process-argument
        return sum(self.pool.map(self.words, lines))


def main():
    counter = Counter()
    print("asking for the words", flush=True)
    print("words:", counter.count(["one two", "three"]), flush=True)


if __name__ == "__main__":
    main()
