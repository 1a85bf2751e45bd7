"""Each job makes its own connection to SQLite.

expected: counted 1
"""
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor


def count():
    connection = sqlite3.connect(":memory:")
    try:
        # ok: thread-unsafe-object-shared
        return connection.execute("select 1").fetchone()[0]
    finally:
        connection.close()


with ThreadPoolExecutor() as pool:
    future = pool.submit(count)
    error = future.exception()
if error is not None:
    sys.exit(f"{type(error).__name__}: {str(error).partition('.')[0]}")
print("counted", future.result())
