"""The database adds to what it has by then, as Django's `F("balance") + 20` has it do.

expected: the balance is 150 after deposits of 20 and 30
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

    def add(request, amount):
        request.execute("UPDATE account SET balance = balance + ?", (amount,))

    read(red)
    read(green)
    add(red, 20)
    add(green, 30)

    balance = read(red)
    red.close()
    green.close()

print(f"the balance is {balance} after deposits of 20 and 30")
assert balance == 150, "the deposit of 20 is lost"
