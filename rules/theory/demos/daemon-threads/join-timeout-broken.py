"""join() returns when time is up as well, and says nothing: the report is read before it is written.

expected: the report: None
fails with: AssertionError: join() has given up
"""

import threading

report = None
data = threading.Event()


def write():
    global report
    data.wait(5)
    report = "all sold"


writer = threading.Thread(target=write)
writer.start()
writer.join(timeout=0.05)
read = report
data.set()
writer.join()

print(f"the report: {read}")
assert read is not None, "join() has given up"
