"""Two threads take two locks in one order, whatever the direction of the transfer: one waits, and then both are done.

expected: 2 of 2 transfers done
"""

import threading

savings, checking = threading.Lock(), threading.Lock()
both_run = threading.Barrier(2)
transfers = 0


def transfer(source, target):
    global transfers
    both_run.wait()
    first, second = sorted((source, target), key=id)
    with first, second:
        transfers += 1


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
