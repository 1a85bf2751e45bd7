"""A process whose results do not fit into the pipe does not end; without a limit the join would not either.

expected: after 2 s the process still runs
fails with: AssertionError: the process waits for a reader
"""

import threading
from multiprocessing import Process, Queue


def work(results):
    results.put("x" * 1_000_000)


def main():
    results = Queue()
    process = Process(target=work, args=(results,), daemon=True)
    process.start()
    # The limit that keeps this program from hanging.
    threading.Timer(2, rescue, [process]).start()
    # ruleid: join-before-drain
    process.join()
    has_ended = process.exitcode == 0
    print(f"the result has {len(results.get())} characters" if has_ended else "after 2 s the process still runs", flush=True)
    assert has_ended, "the process waits for a reader"


def rescue(process):
    process.terminate()


if __name__ == "__main__":
    main()
