"""The column is unique: the database itself keeps the second one out, whoever asked when.

expected: 1 user is called ada
"""

import sqlite3

database = sqlite3.connect(":memory:", isolation_level=None)
database.execute("CREATE TABLE user (name TEXT UNIQUE)")


def get_or_create(name):
    try:
        database.execute("INSERT INTO user VALUES (?)", (name,))
    except sqlite3.IntegrityError:
        pass  # Another request was first, and its row will do.
    return database.execute("SELECT rowid FROM user WHERE name = ?", (name,)).fetchone()[0]


assert get_or_create("ada") == get_or_create("ada")

count = database.execute("SELECT count(*) FROM user").fetchone()[0]
print(f"{count} user is called ada")
assert count == 1, "nothing in the database forbids it"
