"""One lock covers the check and the act, so the second thread finds what the first one made.

expected: 1 connection was made
"""

import threading

connection = None
connection_lock = threading.Lock()
made = []
both_found_none = threading.Barrier(2)


def connect():
    try:
        both_found_none.wait(timeout=0.2)
    except threading.BrokenBarrierError:
        pass  # Nobody else came in: the other thread waits for the lock.
    new = object()
    made.append(new)
    return new


def get_connection():
    global connection
    with connection_lock:
        if connection is None:
            connection = connect()
        return connection


threads = [threading.Thread(target=get_connection) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"{len(made)} connection was made")
assert len(made) == 1, "the second replaced the first"
