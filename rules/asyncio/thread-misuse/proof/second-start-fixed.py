"""A new thread for each start.

expected: ran: 2
"""

import threading

runs = []
first = threading.Thread(target=runs.append, args=("run",))
second = threading.Thread(target=runs.append, args=("run",))
first.start()
# ok: thread-misuse
second.start()
first.join()
second.join()
print("ran:", len(runs))
