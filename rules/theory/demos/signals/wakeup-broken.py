"""The handler runs at once and sets its flag, but `select` goes back to waiting and nobody looks.

expected: the program noticed at once: False
fails with: AssertionError: select was started again after the handler, with the time that was left
"""

import select
import signal
import time

stopped = []
signal.signal(signal.SIGALRM, lambda number, frame: stopped.append(number))
start = time.monotonic()
signal.setitimer(signal.ITIMER_REAL, 0.05)
while not stopped:
    select.select([], [], [], 0.8)
noticed = time.monotonic() - start < 0.4
print(f"the program noticed at once: {noticed}")
assert noticed, "select was started again after the handler, with the time that was left"
