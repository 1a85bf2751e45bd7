"""Two processes add to a shared number: its lock guards the read and the write, but not both together.

expected: visitors: 1
fails with: AssertionError: one visitor was lost
"""

import multiprocessing


def visit(visitors, both_have_read):
    seen = visitors.value
    both_have_read.wait()
    visitors.value = seen + 1


def main():
    visitors = multiprocessing.Value("i", 0)
    both_have_read = multiprocessing.Barrier(2)
    processes = [multiprocessing.Process(target=visit, args=(visitors, both_have_read)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(f"visitors: {visitors.value}", flush=True)
    assert visitors.value == 2, "one visitor was lost"


if __name__ == "__main__":
    main()
