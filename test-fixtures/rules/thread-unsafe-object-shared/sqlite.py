"""SQLite connections in another thread than the one that made them."""
import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

app = Flask(__name__)
at_import = sqlite3.connect("shop.db")
unchecked = sqlite3.connect("shop.db", check_same_thread=False)
main_only = sqlite3.connect("shop.db")
cursor = main_only.cursor()
local = threading.local()


@app.route("/orders")
def orders():
    # ruleid: thread-unsafe-object-shared
    return str(at_import.execute("select 1").fetchall())


@app.route("/unchecked")
def without_check():
    # ruleid: thread-unsafe-object-shared
    return str(unchecked.execute("select 1").fetchall())


@app.route("/own")
def own():
    connection = sqlite3.connect("shop.db")
    # ok: thread-unsafe-object-shared
    rows = connection.execute("select 1").fetchall()
    connection.close()
    return str(rows)


@app.route("/per-thread")
def per_thread():
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect("shop.db")
    # ok: thread-unsafe-object-shared
    return str(local.connection.execute("select 1").fetchall())


def fetch():
    # ruleid: thread-unsafe-object-shared
    cursor.execute("select 1")


class Recorder(threading.Thread):
    def __init__(self, path):
        super().__init__()
        self.connection = sqlite3.connect(path)

    def run(self):
        # ruleid: thread-unsafe-object-shared
        self.connection.execute("insert into log values (1)")
        self.connection.commit()


class Owner(threading.Thread):
    def __init__(self, path):
        super().__init__()
        self.path = path
        self.connection = None

    def run(self):
        self.connection = sqlite3.connect(self.path)
        # ok: thread-unsafe-object-shared
        self.connection.execute("insert into log values (1)")
        self.connection.close()


class Store:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)
        self.thread = threading.Thread(target=self.work)

    def start(self):
        self.thread.start()

    def work(self):
        self.clean()

    def clean(self):
        # ruleid: thread-unsafe-object-shared
        self.connection.execute("delete from log")

    def interrupt(self):
        # ok: thread-unsafe-object-shared
        self.connection.interrupt()


class Reader:
    """Made in the thread that uses it."""

    def __init__(self):
        self.connection = sqlite3.connect("shop.db")

    def read(self):
        # ok: thread-unsafe-object-shared
        return self.connection.execute("select 1").fetchone()


def read_all():
    Reader().read()


def captured():
    connection = sqlite3.connect("shop.db")

    def work():
        # ruleid: thread-unsafe-object-shared
        connection.execute("select 1")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def insert(connection, row):
    # ruleid: thread-unsafe-object-shared
    connection.execute("insert into log values (?)", (row,))


def passed_on():
    connection = sqlite3.connect("shop.db")
    threading.Thread(target=insert, args=(connection, 1)).start()


def submitted():
    connection = sqlite3.connect("shop.db")
    with ThreadPoolExecutor() as pool:
        # ruleid: thread-unsafe-object-shared
        pool.submit(connection.execute, "select 1")


async def off_the_loop():
    connection = sqlite3.connect("shop.db")
    # ruleid: thread-unsafe-object-shared
    await asyncio.to_thread(connection.execute, "select 1")


async def made_off_the_loop():
    connection = await asyncio.to_thread(sqlite3.connect, "shop.db")
    # ruleid: thread-unsafe-object-shared
    return connection.in_transaction, connection.cursor()


async def both_off_the_loop():
    connection = await asyncio.to_thread(sqlite3.connect, "shop.db")
    # ok: thread-unsafe-object-shared
    await asyncio.to_thread(connection.execute, "select 1")


def one_worker():
    pool = ThreadPoolExecutor(max_workers=1)
    # ruleid: future-exception-lost
    pool.submit(prepare)
    # ruleid: future-exception-lost
    pool.submit(query)


lazy = None


def prepare():
    global lazy
    lazy = sqlite3.connect("shop.db")


def query():
    # ok: thread-unsafe-object-shared
    lazy.execute("select 1")


expected = sqlite3.connect("shop.db")


def probe():
    try:
        # ok: thread-unsafe-object-shared
        expected.execute("select 1")
    except sqlite3.ProgrammingError:
        print("made by another thread")


def used_at_once(connection):
    # ok: thread-unsafe-object-shared
    return connection.execute("select 1")


# ok: thread-unsafe-object-shared
main_only.execute("select 1")
used_at_once(main_only)

threading.Thread(target=fetch).start()
threading.Thread(target=read_all).start()
threading.Thread(target=probe).start()
recorder = Recorder("log.db")
recorder.start()
owner = Owner("log.db")
owner.start()
store = Store("log.db")
store.start()
captured()
passed_on()
submitted()
one_worker()
