"""With a switch interval of ten seconds a computing thread keeps every other thread out.

Needs the GIL: without it there is nothing to hand over.

expected: the ticker ran during the computation: False
fails with: AssertionError: the other thread starved
"""

import sys
import threading
import time

sys.setswitchinterval(10)
ticks = 0
stop = False


def ticker():
    global ticks
    while not stop:
        ticks += 1
        time.sleep(0.001)


thread = threading.Thread(target=ticker)
thread.start()

before = ticks
deadline = time.monotonic() + 0.3
while ticks == before and time.monotonic() < deadline:
    pass
ran = ticks > before

stop = True
thread.join()
print(f"the ticker ran during the computation: {ran}")
assert ran, "the other thread starved"
