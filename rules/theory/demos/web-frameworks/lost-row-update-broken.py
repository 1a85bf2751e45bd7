"""Two requests read the same balance, each adds in Python, and the second one overwrites what the first has saved.

expected: the balance is 130 after deposits of 20 and 30
fails with: AssertionError: the deposit of 20 is lost
"""

import os
import sqlite3
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "bank.db")
    red, green = (sqlite3.connect(path, isolation_level=None) for _ in range(2))
    red.execute("CREATE TABLE account (balance INTEGER)")
    red.execute("INSERT INTO account VALUES (100)")

    def read(request):
        return request.execute("SELECT balance FROM account").fetchone()[0]

    def save(request, balance):
        request.execute("UPDATE account SET balance = ?", (balance,))

    read_by_red = read(red)
    read_by_green = read(green)
    save(red, read_by_red + 20)
    save(green, read_by_green + 30)

    balance = read(red)
    red.close()
    green.close()

print(f"the balance is {balance} after deposits of 20 and 30")
assert balance == 150, "the deposit of 20 is lost"
