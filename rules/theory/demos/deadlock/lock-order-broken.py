"""Two threads take two locks in opposite order, and each ends up holding what the other one waits for.

A barrier makes both take their first lock before either asks for its second, and a timeout ends the wait.

expected: 0 of 2 transfers done
fails with: AssertionError: each thread holds what the other one waits for
"""

import threading

savings, checking = threading.Lock(), threading.Lock()
both_hold_one = threading.Barrier(2)
transfers = 0


def transfer(source, target):
    global transfers
    with source:
        both_hold_one.wait()
        if target.acquire(timeout=0.3):
            transfers += 1
            target.release()
        both_hold_one.wait()


threads = [
    threading.Thread(target=transfer, args=(savings, checking)),
    threading.Thread(target=transfer, args=(checking, savings)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{transfers} of 2 transfers done")
assert transfers == 2, "each thread holds what the other one waits for"
