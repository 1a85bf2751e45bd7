"""Two threads find no client, both connect, and one of the two connections is lost.

expected: 2 connections were opened
fails with: AssertionError: nobody will ever close the first one
"""

import threading

both_found_none = threading.Barrier(2)
opened = []
client = None


def connect():
    both_found_none.wait()
    connection = object()
    opened.append(connection)
    return connection


def get_client():
    global client
    # ruleid: check-then-act
    if client is None:
        client = connect()
    return client


threads = [threading.Thread(target=get_client) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"{len(opened)} connections were opened")
assert len(opened) == 1, "nobody will ever close the first one"
