"""A new thread for each start.

expected: ran: 2
"""

import threading

runs = []
for _ in range(2):
    thread = threading.Thread(target=runs.append, args=("run",))
    # ok: thread-misuse
    thread.start()
    thread.join()
print("ran:", len(runs))
