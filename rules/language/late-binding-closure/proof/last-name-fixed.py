"""Each thread is handed its name when it is made.

expected: fetched a b c
"""

import threading

fetched = []
loop_is_over = threading.Event()
threads = []


def fetch(name):
    loop_is_over.wait()
    fetched.append(name)


for name in ("a", "b", "c"):
    # ok: late-binding-closure
    threads.append(threading.Thread(target=fetch, args=(name,)))
    threads[-1].start()

loop_is_over.set()
for thread in threads:
    thread.join()

print("fetched", *sorted(fetched))
assert sorted(fetched) == ["a", "b", "c"], "a and b were never fetched"
