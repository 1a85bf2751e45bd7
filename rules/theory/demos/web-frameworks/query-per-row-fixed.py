"""A join brings the authors along, as Django's `select_related("author")` does.

expected: 1 query for 3 books
"""

import sqlite3

database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT)")
database.execute("CREATE TABLE book (title TEXT, author_id INTEGER)")
database.executemany("INSERT INTO author VALUES (?, ?)", [(1, "ada"), (2, "bob")])
database.executemany("INSERT INTO book VALUES (?, ?)", [("red", 1), ("green", 2), ("blue", 1)])

queries = []
database.set_trace_callback(queries.append)
shown = database.execute("SELECT title, name FROM book JOIN author ON author.id = author_id").fetchall()

print(f"{len(queries)} query for {len(shown)} books")
assert len(queries) == 1, "one would do"
