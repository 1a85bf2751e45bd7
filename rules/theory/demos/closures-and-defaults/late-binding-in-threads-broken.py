"""A thread started in a loop reads the loop variable later, when the loop has gone on.

expected: fetched c c c
fails with: AssertionError: a and b were never fetched
"""

import threading

fetched = []
loop_is_over = threading.Event()
threads = []

for name in ("a", "b", "c"):

    def fetch():
        loop_is_over.wait()
        fetched.append(name)

    threads.append(threading.Thread(target=fetch))
    threads[-1].start()

loop_is_over.set()
for thread in threads:
    thread.join()

print("fetched", *sorted(fetched))
assert sorted(fetched) == ["a", "b", "c"], "a and b were never fetched"
