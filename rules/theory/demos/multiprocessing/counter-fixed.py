"""Two processes add to a shared number, and hold its lock from the read to the write.

expected: visitors: 2
"""

import multiprocessing


def visit(visitors):
    with visitors.get_lock():
        seen = visitors.value
        visitors.value = seen + 1


def main():
    visitors = multiprocessing.Value("i", 0)
    processes = [multiprocessing.Process(target=visit, args=(visitors,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(f"visitors: {visitors.value}", flush=True)
    assert visitors.value == 2, "one visitor was lost"


if __name__ == "__main__":
    main()
