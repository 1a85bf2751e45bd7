"""The signal's number arrives at a socket too, so that `select` has something to return for.

expected: the program noticed at once: True
"""

import select
import signal
import socket
import time

reader, writer = socket.socketpair()
writer.setblocking(False)
signal.set_wakeup_fd(writer.fileno())

stopped = []
signal.signal(signal.SIGALRM, lambda number, frame: stopped.append(number))
start = time.monotonic()
signal.setitimer(signal.ITIMER_REAL, 0.05)
while not stopped:
    select.select([reader], [], [], 0.8)
noticed = time.monotonic() - start < 0.4
print(f"the program noticed at once: {noticed}")
assert noticed, "select was started again after the handler, with the time that was left"
