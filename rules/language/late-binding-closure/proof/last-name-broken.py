"""The threads of a loop look the name up when they get to it, and the loop has gone on by then.

expected: fetched c c c
fails with: AssertionError: a and b were never fetched
"""

import threading

fetched = []
loop_is_over = threading.Event()
threads = []


def fetch(read_name):
    loop_is_over.wait()
    fetched.append(read_name())


for name in ("a", "b", "c"):
    # ruleid: late-binding-closure
    threads.append(threading.Thread(target=lambda: fetch(lambda: name)))
    threads[-1].start()

loop_is_over.set()
for thread in threads:
    thread.join()

print("fetched", *sorted(fetched))
assert sorted(fetched) == ["a", "b", "c"], "a and b were never fetched"
