"""A thread can be started once.

expected: ran: 1
fails with: RuntimeError: threads can only be started once
"""

import threading

runs = []
thread = threading.Thread(target=runs.append, args=("run",))
thread.start()
thread.join()
print("ran:", len(runs))
# ruleid: thread-misuse
thread.start()
