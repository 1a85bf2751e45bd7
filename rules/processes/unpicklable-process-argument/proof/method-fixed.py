"""A function of the module needs nothing but its argument.

expected: words: 3
"""

import multiprocessing


def words(line):
    return len(line.split())


class Counter:
    def __init__(self):
        self.pool = multiprocessing.Pool(1)

    def count(self, lines):
        # ok: unpicklable-process-argument
        return sum(self.pool.map(words, lines))


def main():
    counter = Counter()
    print("asking for the words", flush=True)
    print("words:", counter.count(["one two", "three"]), flush=True)
    counter.pool.terminate()


if __name__ == "__main__":
    main()
