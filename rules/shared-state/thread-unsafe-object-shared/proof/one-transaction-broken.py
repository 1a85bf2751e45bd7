"""Two threads on one connection are in one transaction: a rollback takes back what the other has done.

expected: orders: 0
fails with: AssertionError: the order is lost, although its thread has committed it
"""
import sqlite3
import threading

connection = sqlite3.connect(":memory:", check_same_thread=False)
connection.execute("create table orders (name text)")
stored = threading.Event()
given_up = threading.Event()


def store():
    # ruleid: thread-unsafe-object-shared
    connection.execute("insert into orders values ('tea')")
    stored.set()
    given_up.wait()
    connection.commit()


def give_up():
    stored.wait()
    connection.rollback()
    given_up.set()


threads = [threading.Thread(target=store), threading.Thread(target=give_up)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
count = connection.execute("select count(*) from orders").fetchone()[0]
print("orders:", count)
assert count == 1, "the order is lost, although its thread has committed it"
