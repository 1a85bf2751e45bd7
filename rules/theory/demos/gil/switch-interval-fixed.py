"""With the default of 5 ms the computing thread is asked for the GIL, and the ticker runs.

expected: the ticker ran during the computation: True
"""

import sys
import threading
import time

assert sys.getswitchinterval() == 0.005
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
deadline = time.monotonic() + 5
while ticks == before and time.monotonic() < deadline:
    pass
ran = ticks > before

stop = True
thread.join()
print(f"the ticker ran during the computation: {ran}")
assert ran, "the other thread starved"
