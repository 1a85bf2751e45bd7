import importlib
import sqlite3

database = sqlite3.connect("items.db")


def count():
    return database.execute("select count(*) from items").fetchone()


def plugin(name):
    """Waits the first time only."""
    return importlib.import_module(name)


def save(item):
    with open("items.txt", "a") as file:
        file.write(item)


async def compact():
    """No handler comes here: information."""
    # ruleid: blocking-call-in-async
    save("")
