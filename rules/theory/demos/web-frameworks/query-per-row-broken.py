"""A list of books asks for the author of each: one query for the list, and one more for every row.

expected: 4 queries for 3 books
fails with: AssertionError: one would do
"""

import sqlite3

database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT)")
database.execute("CREATE TABLE book (title TEXT, author_id INTEGER)")
database.executemany("INSERT INTO author VALUES (?, ?)", [(1, "ada"), (2, "bob")])
database.executemany("INSERT INTO book VALUES (?, ?)", [("red", 1), ("green", 2), ("blue", 1)])

queries = []
database.set_trace_callback(queries.append)
shown = []
for title, author_id in database.execute("SELECT title, author_id FROM book").fetchall():
    [name] = database.execute("SELECT name FROM author WHERE id = ?", (author_id,)).fetchone()
    shown.append((title, name))

print(f"{len(queries)} queries for {len(shown)} books")
assert len(queries) == 1, "one would do"
