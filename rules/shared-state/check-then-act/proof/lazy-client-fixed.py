"""The look is repeated under the lock, so the second thread finds the client of the first one.

Both threads make the first look, without the lock, before either goes on.

expected: 1 connection was opened
"""

import threading

both_found_none = threading.Barrier(2)
opened = []
client = None
client_lock = threading.Lock()


def connect():
    connection = object()
    opened.append(connection)
    return connection


def get_client():
    global client
    if client is None:
        both_found_none.wait()
        with client_lock:
            # ok: check-then-act
            if client is None:
                client = connect()
    return client


threads = [threading.Thread(target=get_client) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"{len(opened)} connection was opened")
assert len(opened) == 1, "nobody will ever close the first one"
