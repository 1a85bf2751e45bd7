"""After join() with a timeout, is_alive() tells whether the thread has ended.

expected: the report: all sold
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
if writer.is_alive():
    data.set()
    writer.join()
read = report

print(f"the report: {read}")
assert read is not None, "join() has given up"
