"""What processes run; the program has it in another file."""
import sqlite3

total = 0
names = []
shop = sqlite3.connect("shop.db")


def add(number):
    global total
    # ruleid: global-changed-in-process
    total += number


def note(name):
    # ruleid: global-changed-in-process
    names.append(name)


def count():
    # ruleid: connection-inherited-by-fork
    return shop.execute("select count(*) from orders").fetchone()


def report():
    return len(names)
