"""Two requests ask whether the user exists, both hear no, and both create one.

expected: 2 users are called ada
fails with: AssertionError: nothing in the database forbids it
"""

import sqlite3

database = sqlite3.connect(":memory:", isolation_level=None)
database.execute("CREATE TABLE user (name TEXT)")


def exists(name):
    return database.execute("SELECT count(*) FROM user WHERE name = ?", (name,)).fetchone()[0] > 0


def create(name):
    database.execute("INSERT INTO user VALUES (?)", (name,))


answers = [exists("ada"), exists("ada")]  # red asks, green asks
for is_there in answers:
    if not is_there:
        create("ada")

count = database.execute("SELECT count(*) FROM user").fetchone()[0]
print(f"{count} users are called ada")
assert count == 1, "nothing in the database forbids it"
