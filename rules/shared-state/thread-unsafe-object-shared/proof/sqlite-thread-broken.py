"""A SQLite connection refuses every thread but the one that made it.

expected: made in the main thread
fails with: ProgrammingError: SQLite objects created in a thread can only be used in that same thread
"""
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

connection = sqlite3.connect(":memory:")
print("made in the main thread")


def count():
    # ruleid: thread-unsafe-object-shared
    return connection.execute("select 1").fetchone()


with ThreadPoolExecutor() as pool:
    error = pool.submit(count).exception()
if error is not None:
    sys.exit(f"{type(error).__name__}: {str(error).partition('.')[0]}")
