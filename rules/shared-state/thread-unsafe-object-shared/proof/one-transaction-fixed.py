"""Each thread has a connection, and so a transaction, of its own.

expected: orders: 1
"""
import os
import sqlite3
import tempfile
import threading

stored = threading.Event()
given_up = threading.Event()


def store(path):
    connection = sqlite3.connect(path)
    # ok: thread-unsafe-object-shared
    connection.execute("insert into orders values ('tea')")
    stored.set()
    given_up.wait()
    connection.commit()
    connection.close()


def give_up(path):
    connection = sqlite3.connect(path)
    stored.wait()
    # ok: thread-unsafe-object-shared
    connection.rollback()
    given_up.set()
    connection.close()


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "shop.db")
    connection = sqlite3.connect(path)
    connection.execute("create table orders (name text)")
    connection.commit()
    threads = [threading.Thread(target=run, args=(path,)) for run in (store, give_up)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    count = connection.execute("select count(*) from orders").fetchone()[0]
    connection.close()
print("orders:", count)
assert count == 1, "the order is lost, although its thread has committed it"
