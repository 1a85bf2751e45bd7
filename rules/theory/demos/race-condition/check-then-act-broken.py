"""Two threads ask for the one connection, both find none, and both make one.

expected: 2 connections were made
fails with: AssertionError: the second replaced the first
"""

import threading

connection = None
made = []
both_found_none = threading.Barrier(2)


def connect():
    both_found_none.wait()
    new = object()
    made.append(new)
    return new


def get_connection():
    global connection
    if connection is None:
        connection = connect()
    return connection


threads = [threading.Thread(target=get_connection) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"{len(made)} connections were made")
assert len(made) == 1, "the second replaced the first"
